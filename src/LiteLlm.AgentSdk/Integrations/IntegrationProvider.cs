namespace LiteLlm.AgentSdk;

/// <summary>Another service, such as Slack or Linear, in which agents can answer.</summary>
public sealed record IntegrationProvider : PlatformRecord
{
    /// <summary>Gets the service's id, such as <c>slack</c>.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the service's name.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? DisplayName { get; init; }

    /// <summary>Gets the address of the service's icon, relative to the platform's.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Icon { get; init; }

    /// <summary>Gets the address of the service's documentation.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? DocsUrl { get; init; }

    /// <summary>
    /// Gets a value indicating whether the platform is configured for the service. If not, agents can't be bound to it.
    /// </summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// Gets a value indicating whether <see cref="IntegrationsClient.GetManifestAsync"/> returns a manifest for the service.
    /// </summary>
    public bool HasManifest { get; init; }

    /// <summary>Gets the workspaces of the service in which the platform is installed.</summary>
    public IReadOnlyList<IntegrationInstall> Installs { get; init => field = value ?? []; } = [];

    /// <summary>Gets the binding of the agent that was given to <see cref="IntegrationsClient.ListAsync"/>.</summary>
    /// <value><see langword="null"/> if it is not bound, or if no agent was given.</value>
    public IntegrationBinding? Binding { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}

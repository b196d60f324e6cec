namespace LiteLlm.AgentSdk;

/// <summary>Another service, such as Slack or Linear, in which agents can answer.</summary>
public sealed record IntegrationProvider : PlatformRecord
{
    /// <summary>Gets the service's id, such as <c>slack</c>.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the service's name.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public string? DisplayName { get; init; }

    /// <summary>Gets the address of the service's icon, relative to the platform's.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Icon { get; init; }

    /// <summary>Gets the address of the service's documentation.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? DocsUrl { get; init; }

    /// <summary>
    /// Gets a value indicating whether the platform is configured for the service. Agents can't be bound to one that is not.
    /// </summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// Gets a value indicating whether <see cref="IntegrationsClient.GetManifestAsync"/> has a manifest of the service's app.
    /// </summary>
    public bool HasManifest { get; init; }

    /// <summary>Gets the workspaces of the service in which the platform is installed.</summary>
    public IReadOnlyList<IntegrationInstall> Installs { get; init => field = value ?? []; } = [];

    /// <summary>Gets the binding of the agent that was asked about.</summary>
    /// <value><see langword="null"/> when it is not bound, or no agent was named.</value>
    public IntegrationBinding? Binding { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}

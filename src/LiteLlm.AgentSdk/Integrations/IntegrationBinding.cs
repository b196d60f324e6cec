namespace LiteLlm.AgentSdk;

/// <summary>
/// The binding of an agent to a workspace of another service, in which the agent answers. An agent has at most one per service.
/// </summary>
public sealed record IntegrationBinding : PlatformRecord
{
    /// <summary>Gets the binding's id.</summary>
    public string BindingId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the platform's installation in the workspace.</summary>
    public string InstallId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the workspace's name.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? WorkspaceName { get; init; }

    /// <summary>Gets a value indicating whether the binding is active.</summary>
    public bool Enabled { get; init; }

    internal override string? MissingMember => BindingId.Length == 0 ? "binding_id" : null;
}

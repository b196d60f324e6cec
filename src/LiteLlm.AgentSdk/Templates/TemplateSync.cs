namespace LiteLlm.AgentSdk;

/// <summary>The result of a synchronization of an agent with its template.</summary>
public sealed record TemplateSync : PlatformRecord
{
    /// <summary>Gets the id of the template.</summary>
    public string TemplateId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the version that the agent had before.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public int? PreviousVersion { get; init; }

    /// <summary>Gets the version that the agent has now.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public int? NewVersion { get; init; }

    /// <summary>Gets the status of the synchronization.</summary>
    public TemplateSyncStatus Status { get; init; }

    internal override string? MissingMember => TemplateId.Length == 0 ? "template_id" : null;
}

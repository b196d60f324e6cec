namespace LiteLlm.AgentSdk;

/// <summary>What a synchronization of an agent with its template has done.</summary>
public sealed record TemplateSync : PlatformRecord
{
    /// <summary>Gets the template.</summary>
    public string TemplateId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the version that the agent had.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public int? PreviousVersion { get; init; }

    /// <summary>Gets the version that it has.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public int? NewVersion { get; init; }

    /// <summary>Gets what has been done.</summary>
    public TemplateSyncStatus Status { get; init; }

    internal override string? MissingMember => TemplateId.Length == 0 ? "template_id" : null;
}

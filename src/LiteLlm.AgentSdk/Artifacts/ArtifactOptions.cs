namespace LiteLlm.AgentSdk;

/// <summary>How a file is stored with a session.</summary>
public sealed record ArtifactOptions
{
    /// <summary>Gets what kind of file it is, such as <c>text/csv</c>.</summary>
    /// <value>Default: what its first bytes look like.</value>
    public string? MimeType { get; init; }

    /// <summary>Gets how many bytes it may have. It is read into memory, and sent as base64.</summary>
    /// <value>Default: 25 MiB.</value>
    public long MaxSize { get; init; } = 25 * 1024 * 1024;
}

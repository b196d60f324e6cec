namespace LiteLlm.AgentSdk;

/// <summary>Options of <see cref="Session.UploadArtifactAsync"/>.</summary>
public sealed record ArtifactOptions
{
    /// <summary>Gets the content type, such as <c>text/csv</c>.</summary>
    /// <value>Default: detected from the content.</value>
    public string? MimeType { get; init; }

    /// <summary>Gets the largest allowed size in bytes. The content is read into memory and sent as base64.</summary>
    /// <value>Default: 25 MiB.</value>
    public long MaxSize { get; init; } = 25 * 1024 * 1024;
}

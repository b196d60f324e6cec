namespace LiteLlm.AgentSdk;

/// <summary>A file that was stored with a session.</summary>
public sealed record Artifact : PlatformRecord
{
    /// <summary>Gets the artifact's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the file's name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the content type.</summary>
    public string MimeType { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the size in bytes.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public long? Size { get; init; }

    /// <summary>Gets the URL from which the file can be downloaded.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? Url { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}

namespace LiteLlm.AgentSdk;

/// <summary>A file that was stored with a session.</summary>
public sealed record Artifact : PlatformRecord
{
    /// <summary>Gets the artifact's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the file's name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what kind of file it is.</summary>
    public string MimeType { get; init => field = value ?? ""; } = "";

    /// <summary>Gets how many bytes it has.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public long? Size { get; init; }

    /// <summary>Gets where it can be had.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public string? Url { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}

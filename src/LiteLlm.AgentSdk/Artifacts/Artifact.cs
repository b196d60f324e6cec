namespace LiteLlm.AgentSdk;

/// <summary>A file that was stored with a session.</summary>
public sealed record Artifact : PlatformRecord
{
    /// <summary>The artifact's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The file's name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What kind of file it is.</summary>
    public string MimeType { get; init => field = value ?? ""; } = "";

    /// <summary>How many bytes it has.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public long? Size { get; init; }

    /// <summary>Where it can be had.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public string? Url { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}

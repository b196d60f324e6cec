namespace LiteLlm.AgentSdk;

/// <summary>What the platform tells anybody of itself.</summary>
public sealed record PlatformConfiguration : PlatformRecord
{
    /// <summary>Gets the address under which it is to be reached.</summary>
    /// <value>Empty or <see langword="null"/> when it was not configured.</value>
    public string? BaseUrl { get; init; }

    /// <summary>Gets a repository that its sandboxes have already.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? PreinstalledGithubRepo { get; init; }

    internal override string? MissingMember => ForeignJson.TryGet(Raw, "base_url", out _) ? null : "base_url";
}

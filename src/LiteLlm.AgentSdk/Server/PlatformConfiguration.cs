namespace LiteLlm.AgentSdk;

/// <summary>The public configuration of the platform, which can be read without a key.</summary>
public sealed record PlatformConfiguration : PlatformRecord
{
    /// <summary>Gets the platform's public address.</summary>
    /// <value>Empty or <see langword="null"/> if it is not configured.</value>
    public string? BaseUrl { get; init; }

    /// <summary>Gets the repository that is preinstalled in the sandboxes.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? PreinstalledGithubRepo { get; init; }

    internal override string? MissingMember => ForeignJson.TryGet(Raw, "base_url", out _) ? null : "base_url";
}

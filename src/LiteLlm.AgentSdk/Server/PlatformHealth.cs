namespace LiteLlm.AgentSdk;

/// <summary>Whether the platform reaches what it runs sandboxes on.</summary>
public sealed record PlatformHealth : PlatformRecord
{
    /// <summary>Gets a value indicating whether it does.</summary>
    public bool Ok { get; init; }

    /// <summary>Gets why it does not.</summary>
    /// <value><see langword="null"/> when it does.</value>
    public string? Error { get; init; }

    /// <summary>Gets how long it took to find out, in milliseconds.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public double? ElapsedMs { get; init; }

    internal override string? MissingMember => ForeignJson.TryGet(Raw, "ok", out _) ? null : "ok";
}

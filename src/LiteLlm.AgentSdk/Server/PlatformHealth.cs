namespace LiteLlm.AgentSdk;

/// <summary>The result of a health check: whether the platform reaches the cluster on which it runs sandboxes.</summary>
public sealed record PlatformHealth : PlatformRecord
{
    /// <summary>Gets a value indicating whether the platform reaches the cluster.</summary>
    public bool Ok { get; init; }

    /// <summary>Gets why the platform does not reach the cluster.</summary>
    /// <value><see langword="null"/> if it does.</value>
    public string? Error { get; init; }

    /// <summary>Gets the duration of the check, in milliseconds.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public double? ElapsedMs { get; init; }

    internal override string? MissingMember => ForeignJson.TryGet(Raw, "ok", out _) ? null : "ok";
}

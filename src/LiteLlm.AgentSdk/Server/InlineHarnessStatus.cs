using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The state of the server that all sessions of inline harnesses share.</summary>
public sealed record InlineHarnessStatus : PlatformRecord
{
    /// <summary>Gets a value indicating whether the server is deployed.</summary>
    public bool Exists { get; init; }

    /// <summary>Gets the number of its replicas that are ready.</summary>
    /// <value><see langword="null"/> if the platform does not report it.</value>
    [JsonPropertyName("readyReplicas")]
    public int? ReadyReplicas { get; init; }

    /// <summary>Gets the server's address inside the cluster.</summary>
    /// <value><see langword="null"/> if the platform does not report it.</value>
    public string? Url { get; init; }

    internal override string? MissingMember => ForeignJson.TryGet(Raw, "exists", out _) ? null : "exists";
}

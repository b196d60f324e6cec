using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A session as the platform sends it.</summary>
internal sealed class SessionSnapshot
{
    public string? Id { get; init; }

    public string? AgentId { get; init; }

    public string? SandboxUrl { get; init; }

    public string? HarnessSessionId { get; init; }

    public string? TtyUrl { get; init; }

    public string? TtyToken { get; init; }

    public bool? SupportsTui { get; init; }

    public SessionStatus Status { get; init; }

    public string? TaskArn { get; init; }

    public JsonElement? Response { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? LastSeenAt { get; init; }

    public long? IdleTimeoutMs { get; init; }

    public string? FailureReason { get; init; }

    public SessionPhase? Phase { get; init; }

    public string? PhaseDetail { get; init; }

    public JsonElement? Origin { get; init; }

    public string? TitlePreview { get; init; }

    public JsonElement? Sandboxes { get; init; }

    public JsonElement? Warnings { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; init; }
}

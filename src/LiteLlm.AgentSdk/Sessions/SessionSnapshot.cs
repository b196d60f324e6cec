using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A session as the platform sends it.</summary>
internal sealed class SessionSnapshot
{
    public string? Id { get; set; }

    public string? AgentId { get; set; }

    public string? SandboxUrl { get; set; }

    public string? HarnessSessionId { get; set; }

    public string? TtyUrl { get; set; }

    public string? TtyToken { get; set; }

    public bool? SupportsTui { get; set; }

    public SessionStatus Status { get; set; }

    public string? TaskArn { get; set; }

    public JsonElement? Response { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? LastSeenAt { get; set; }

    public long? IdleTimeoutMs { get; set; }

    public string? FailureReason { get; set; }

    public SessionPhase? Phase { get; set; }

    public string? PhaseDetail { get; set; }

    public JsonElement? Origin { get; set; }

    public string? TitlePreview { get; set; }

    public JsonElement? Sandboxes { get; set; }

    public JsonElement? Warnings { get; set; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

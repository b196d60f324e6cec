using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.AgentIssues;

/// <summary>The fields of a request that reports or changes an issue; fields that were not sent are null.</summary>
internal sealed record IssueFields(string? Title, string? Body, string? Severity, string? Status, string? SessionId)
{
    private static readonly string[] Severities = ["info", "warning", "error", "critical"];

    private JsonElement Sent { get; init; }

    public void CheckStored() => StoredText.Check(Sent, "title", "body", "session_id");

    public static IssueFields ForNew(JsonElement body, Issues issues) => new(
        issues.Text(body, "title", required: true, minimum: 1, maximum: 500, tooShort: "title required"),
        issues.Text(body, "body", maximum: 10000),
        issues.OneOf(body, "severity", required: false, Severities),
        null,
        body.TryGetProperty("session_id", out JsonElement session) && session.ValueKind == JsonValueKind.String ? session.GetString()
            : null)
    { Sent = body };

    public static IssueFields ForChange(JsonElement body, Issues issues) => new(
        null,
        null,
        Status: issues.OneOf(body, "status", required: false, "open", "resolved", "dismissed"),
        Severity: issues.OneOf(body, "severity", required: false, Severities),
        SessionId: null);
}

using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Automations;

/// <summary>One run of an automation.</summary>
internal sealed record AutomationRun(string AutomationId, string AgentId, string SessionId, DateTimeOffset StartedAt) : IStored
{
    public string Id { get; } = Ids.Uuid();

    public string Status { get; init; } = "running";

    public string? Error { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <param name="name">The automation's name.</param>
    /// <param name="detail">The automation, if its instruction and schedule are to be included.</param>
    public string Json(string? name, AutomationRecord? detail = null) => JsText.OneLine($$"""
        {"id":"{{Id}}","automation_id":"{{AutomationId}}","automation_name":{{JsText.Quote(name)}},"agent_id":"{{AgentId}}",
         "session_id":"{{SessionId}}","status":"{{Status}}","error":{{JsText.Quote(Error)}},
         "started_at":"{{JsText.Time(StartedAt)}}","finished_at":{{JsText.Time(FinishedAt)}},
         "automation_instruction":{{JsText.Quote(detail?.Instruction)}},"automation_cron":{{JsText.Quote(detail?.Cron)}}}
        """);
}

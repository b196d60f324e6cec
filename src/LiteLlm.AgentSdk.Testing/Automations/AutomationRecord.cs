using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Automations;

/// <summary>An automation: an instruction that an agent gets on a schedule.</summary>
internal sealed record AutomationRecord(string AgentId, string? Name, string Instruction, string Cron, bool Enabled,
    DateTimeOffset CreatedAt) : IStored
{
    public string Id { get; } = Ids.Uuid();

    public DateTimeOffset? NextRunAt { get; init; }

    public DateTimeOffset? LastRunAt { get; init; }

    public string Json() => JsText.OneLine($$"""
        {"id":"{{Id}}","agent_id":"{{AgentId}}","name":{{JsText.Quote(Name)}},"instruction":{{JsText.Quote(Instruction)}},
         "cron_expr":{{JsText.Quote(Cron)}},"enabled":{{JsText.Bool(Enabled)}},"next_run_at":{{JsText.Time(NextRunAt)}},
         "last_run_at":{{JsText.Time(LastRunAt)}},"created_at":"{{JsText.Time(CreatedAt)}}"}
        """);
}

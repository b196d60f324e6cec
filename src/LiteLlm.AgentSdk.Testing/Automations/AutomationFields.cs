using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Automations;

/// <summary>The fields of a request that creates or changes an automation. The name can be cleared.</summary>
internal sealed record AutomationFields(string? Instruction, string? Cron, (string? Value, bool Sent) Name, bool? Enabled)
{
    /// <summary>Gets a value indicating whether the time of the next run must be computed again.</summary>
    public bool Reschedules => Cron is not null || Enabled is not null;

    private JsonElement Body { get; init; }

    public static AutomationFields ForNew(JsonElement body, Issues issues, DateTimeOffset now) => new(
        issues.Text(body, "instruction", required: true, minimum: 1, maximum: 8000),
        ReadCron(body, issues, now, required: true),
        (issues.Text(body, "name", maximum: 200), true),
        issues.Boolean(body, "enabled"))
    { Body = body };

    public static AutomationFields ForChange(JsonElement body, Issues issues, DateTimeOffset now) => new(
        issues.Text(body, "instruction", minimum: 1, maximum: 8000),
        ReadCron(body, issues, now, required: false),
        issues.NullableText(body, "name", maximum: 200),
        issues.Boolean(body, "enabled"))
    { Body = body };

    public void CheckStored() => StoredText.Check(Body, "instruction", "name");

    private static string? ReadCron(JsonElement body, Issues issues, DateTimeOffset now, bool required)
    {
        const string name = "cron_expr";
        string? cron = issues.Text(body, name, required, minimum: 1);
        if (cron is not null && CronExpression.Parse(cron, now) is null)
        {
            issues.Custom("invalid cron expression", [name]);
        }

        return cron;
    }
}

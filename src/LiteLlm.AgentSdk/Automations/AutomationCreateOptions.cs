using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Options of a new automation (<c>POST /agents/{id}/automations</c>).</summary>
public sealed record AutomationCreateOptions
{
    /// <summary>Gets the instruction for the agent: 1 to 8,000 characters. Required.</summary>
    public string? Instruction { get; init; }

    /// <summary>Gets the schedule: a cron expression with five fields, in UTC. Required.</summary>
    public string? CronExpr { get; init; }

    /// <summary>Gets the automation's name: at most 200 characters.</summary>
    /// <value>Default: none.</value>
    public string? Name { get; init; }

    /// <summary>Gets a value indicating whether the automation is enabled.</summary>
    /// <value>Default: the platform's default, which is <see langword="true"/>.</value>
    public bool? Enabled { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

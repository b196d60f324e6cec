using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A new automation (<c>POST /agents/{id}/automations</c>).</summary>
public sealed record AutomationCreateOptions
{
    /// <summary>Gets what the agent is told: 1 to 8,000 characters. Required.</summary>
    public string? Instruction { get; init; }

    /// <summary>Gets when: a cron expression of five fields, in UTC. Required.</summary>
    public string? CronExpr { get; init; }

    /// <summary>Gets its name: at most 200 characters.</summary>
    /// <value>Default: none.</value>
    public string? Name { get; init; }

    /// <summary>Gets a value indicating whether it runs.</summary>
    /// <value>Default: <see langword="true"/>, by the platform.</value>
    public bool? Enabled { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// What to change of an automation (<c>PATCH /agents/{id}/automations/{automation_id}</c>). What is not set stays as it is.
/// </summary>
public sealed record AutomationUpdateOptions
{
    /// <summary>Gets what the agent is told: 1 to 8,000 characters.</summary>
    public string? Instruction { get; init; }

    /// <summary>Gets when: a cron expression of five fields, in UTC.</summary>
    public string? CronExpr { get; init; }

    /// <summary>Gets the new name: at most 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Gets a value indicating whether to take the name away. Not together with <see cref="Name"/>.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    [JsonIgnore]
    public bool ClearName { get; init; }

    /// <summary>Gets a value indicating whether it runs.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The fields of an automation to change (<c>PATCH /agents/{id}/automations/{automation_id}</c>). Fields that are not set keep their
/// values.
/// </summary>
public sealed record AutomationUpdateOptions
{
    /// <summary>Gets the new instruction for the agent: 1 to 8,000 characters.</summary>
    public string? Instruction { get; init; }

    /// <summary>Gets the new schedule: a cron expression with five fields, in UTC.</summary>
    public string? CronExpr { get; init; }

    /// <summary>Gets the new name: at most 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Gets a value indicating whether to clear the name. Can't be combined with <see cref="Name"/>.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    [JsonIgnore]
    public bool ClearName { get; init; }

    /// <summary>Gets a value indicating whether the automation is enabled.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The fields of an issue to change (<c>PATCH /agents/{id}/issues/{issue_id}</c>). Fields that are not set keep their values.
/// </summary>
public sealed record IssueUpdateOptions
{
    /// <summary>Gets the new status.</summary>
    public IssueStatus? Status { get; init; }

    /// <summary>Gets the new severity.</summary>
    public IssueSeverity? Severity { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

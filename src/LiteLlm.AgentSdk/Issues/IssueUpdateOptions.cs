using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What to change of an issue (<c>PATCH /agents/{id}/issues/{issue_id}</c>). What is not set stays as it is.</summary>
public sealed record IssueUpdateOptions
{
    /// <summary>Gets what has become of it.</summary>
    public IssueStatus? Status { get; init; }

    /// <summary>Gets how grave it is.</summary>
    public IssueSeverity? Severity { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

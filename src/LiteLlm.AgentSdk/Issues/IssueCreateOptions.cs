using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Options of an issue to report (<c>POST /agents/{id}/issues</c>).</summary>
public sealed record IssueCreateOptions
{
    /// <summary>Gets a one-line description of the problem: 1 to 500 characters. Required.</summary>
    public string? Title { get; init; }

    /// <summary>Gets a detailed description of the problem: at most 10,000 characters.</summary>
    /// <value>Default: none.</value>
    public string? Body { get; init; }

    /// <summary>Gets the severity.</summary>
    /// <value>Default: the platform's default, which is <see cref="IssueSeverity.Info"/>.</value>
    public IssueSeverity? Severity { get; init; }

    /// <summary>Gets the id of the session in which it was found. <see cref="Session.Issues"/> sets it automatically.</summary>
    /// <value>Default: none.</value>
    public string? SessionId { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

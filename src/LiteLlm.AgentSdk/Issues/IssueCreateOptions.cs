using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>An issue to note (<c>POST /agents/{id}/issues</c>).</summary>
public sealed record IssueCreateOptions
{
    /// <summary>Gets what is wrong, in a line: 1 to 500 characters. Required.</summary>
    public string? Title { get; init; }

    /// <summary>Gets what is wrong, in detail: at most 10,000 characters.</summary>
    /// <value>Default: none.</value>
    public string? Body { get; init; }

    /// <summary>Gets how grave it is.</summary>
    /// <value>Default: <see cref="IssueSeverity.Info"/>, by the platform.</value>
    public IssueSeverity? Severity { get; init; }

    /// <summary>Gets the session in which it was found. A session's own issues have it by themselves.</summary>
    /// <value>Default: none.</value>
    public string? SessionId { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

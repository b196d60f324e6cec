using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The status of an issue. The set is open: the platform may send other values.</summary>
[JsonConverter(typeof(OpenStringConverter<IssueStatus>))]
public readonly record struct IssueStatus : IOpenString<IssueStatus>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="IssueStatus"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public IssueStatus(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>open</c>: it has not been resolved yet.</summary>
    public static IssueStatus Open { get; } = new("open");

    /// <summary>Gets <c>resolved</c>: it has been resolved.</summary>
    public static IssueStatus Resolved { get; } = new("resolved");

    /// <summary>Gets <c>dismissed</c>: it will not be resolved.</summary>
    public static IssueStatus Dismissed { get; } = new("dismissed");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="IssueStatus"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator IssueStatus(string? value) => new(value);

    static IssueStatus IOpenString<IssueStatus>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}

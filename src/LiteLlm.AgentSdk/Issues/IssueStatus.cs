using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What has become of an issue. The set is open.</summary>
[JsonConverter(typeof(OpenStringConverter<IssueStatus>))]
public readonly record struct IssueStatus : IOpenString<IssueStatus>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="IssueStatus"/> struct.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public IssueStatus(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>open</c>: nobody has dealt with it yet.</summary>
    public static IssueStatus Open { get; } = new("open");

    /// <summary>Gets <c>resolved</c>: it is dealt with.</summary>
    public static IssueStatus Resolved { get; } = new("resolved");

    /// <summary>Gets <c>dismissed</c>: it will not be dealt with.</summary>
    public static IssueStatus Dismissed { get; } = new("dismissed");

    /// <summary>Gets the platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator IssueStatus(string? value) => new(value);

    static IssueStatus IOpenString<IssueStatus>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}

using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The source of a memory. The set is open: the platform may send other values.</summary>
[JsonConverter(typeof(OpenStringConverter<MemorySource>))]
public readonly record struct MemorySource : IOpenString<MemorySource>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="MemorySource"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public MemorySource(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>agent</c>: the agent added it. Memories that are added through a session have this source.</summary>
    public static MemorySource Agent { get; } = new("agent");

    /// <summary>Gets <c>slack</c>: it comes from a conversation in Slack.</summary>
    public static MemorySource Slack { get; } = new("slack");

    /// <summary>Gets <c>ui</c>: a person entered it, or it was added through the API; the platform's default.</summary>
    public static MemorySource Ui { get; } = new("ui");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="MemorySource"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator MemorySource(string? value) => new(value);

    static MemorySource IOpenString<MemorySource>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}

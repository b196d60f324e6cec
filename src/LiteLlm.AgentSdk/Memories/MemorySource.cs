using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Where a memory comes from. The set is open.</summary>
[JsonConverter(typeof(OpenStringConverter<MemorySource>))]
public readonly record struct MemorySource : IOpenString<MemorySource>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="MemorySource"/> struct.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public MemorySource(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>agent</c>: the agent noted it; what a session adds has this source.</summary>
    public static MemorySource Agent { get; } = new("agent");

    /// <summary>Gets <c>slack</c>: it was said in Slack.</summary>
    public static MemorySource Slack { get; } = new("slack");

    /// <summary>Gets <c>ui</c>: it was entered by a person, or over the API; the platform's default.</summary>
    public static MemorySource Ui { get; } = new("ui");

    /// <summary>Gets the platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator MemorySource(string? value) => new(value);

    static MemorySource IOpenString<MemorySource>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}

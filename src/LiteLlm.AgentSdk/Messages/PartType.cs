using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The type of a message part. The set is open: a part of another type is an <see cref="UnknownPart"/>.</summary>
[JsonConverter(typeof(OpenStringConverter<PartType>))]
public readonly record struct PartType : IOpenString<PartType>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="PartType"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public PartType(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>text</c>: text of the agent or the user: a <see cref="TextPart"/>.</summary>
    public static PartType Text { get; } = new("text");

    /// <summary>Gets <c>reasoning</c>: the agent's reasoning: a <see cref="ReasoningPart"/>.</summary>
    public static PartType Reasoning { get; } = new("reasoning");

    /// <summary>Gets <c>tool</c>: a tool call and its outcome: a <see cref="ToolPart"/>.</summary>
    public static PartType Tool { get; } = new("tool");

    /// <summary>Gets <c>image_count</c>: how many images a user message had: an <see cref="ImageCountPart"/>.</summary>
    public static PartType ImageCount { get; } = new("image_count");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="PartType"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator PartType(string? value) => new(value);

    static PartType IOpenString<PartType>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}

using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The direction of a sorted list.</summary>
[JsonConverter(typeof(OpenStringConverter<SortOrder>))]
public readonly record struct SortOrder : IOpenString<SortOrder>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="SortOrder"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public SortOrder(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>desc</c>: the largest or newest first, which is the platform's default.</summary>
    public static SortOrder Descending { get; } = new("desc");

    /// <summary>Gets <c>asc</c>: the smallest or oldest first.</summary>
    public static SortOrder Ascending { get; } = new("asc");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="SortOrder"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator SortOrder(string? value) => new(value);

    static SortOrder IOpenString<SortOrder>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}

using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The direction of a sorted list.</summary>
[JsonConverter(typeof(OpenStringConverter<SortOrder>))]
public readonly record struct SortOrder : IOpenString<SortOrder>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="SortOrder"/> struct.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public SortOrder(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>desc</c>: largest, or newest, first: the platform's default.</summary>
    public static SortOrder Descending { get; } = new("desc");

    /// <summary>Gets <c>asc</c>: smallest, or oldest, first.</summary>
    public static SortOrder Ascending { get; } = new("asc");

    /// <summary>Gets the platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator SortOrder(string? value) => new(value);

    static SortOrder IOpenString<SortOrder>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}

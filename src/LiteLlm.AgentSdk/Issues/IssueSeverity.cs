using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The severity of an issue. The set is open: the platform may send other values.</summary>
[JsonConverter(typeof(OpenStringConverter<IssueSeverity>))]
public readonly record struct IssueSeverity : IOpenString<IssueSeverity>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="IssueSeverity"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public IssueSeverity(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>info</c>: information; the platform's default.</summary>
    public static IssueSeverity Info { get; } = new("info");

    /// <summary>Gets <c>warning</c>: it may become a problem.</summary>
    public static IssueSeverity Warning { get; } = new("warning");

    /// <summary>Gets <c>error</c>: something failed.</summary>
    public static IssueSeverity Error { get; } = new("error");

    /// <summary>Gets <c>critical</c>: something failed that other things depend on.</summary>
    public static IssueSeverity Critical { get; } = new("critical");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="IssueSeverity"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator IssueSeverity(string? value) => new(value);

    static IssueSeverity IOpenString<IssueSeverity>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}

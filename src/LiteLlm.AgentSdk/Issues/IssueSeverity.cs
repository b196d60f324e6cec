using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>How grave an issue is. The set is open.</summary>
[JsonConverter(typeof(OpenStringConverter<IssueSeverity>))]
public readonly record struct IssueSeverity : IOpenString<IssueSeverity>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="IssueSeverity"/> struct.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public IssueSeverity(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>info</c>: worth knowing; the platform's default.</summary>
    public static IssueSeverity Info { get; } = new("info");

    /// <summary>Gets <c>warning</c>: may become trouble.</summary>
    public static IssueSeverity Warning { get; } = new("warning");

    /// <summary>Gets <c>error</c>: something failed.</summary>
    public static IssueSeverity Error { get; } = new("error");

    /// <summary>Gets <c>critical</c>: something failed that others depend on.</summary>
    public static IssueSeverity Critical { get; } = new("critical");

    /// <summary>Gets the platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator IssueSeverity(string? value) => new(value);

    static IssueSeverity IOpenString<IssueSeverity>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}

using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>How a session is. The set is open.</summary>
[JsonConverter(typeof(OpenStringConverter<SessionStatus>))]
public readonly record struct SessionStatus : IOpenString<SessionStatus>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="SessionStatus"/> struct.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public SessionStatus(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>creating</c>: its sandbox is being made.</summary>
    public static SessionStatus Creating { get; } = new("creating");

    /// <summary>Gets <c>ready</c>: it takes messages.</summary>
    public static SessionStatus Ready { get; } = new("ready");

    /// <summary>Gets <c>failed</c>: its sandbox could not be made; the failure reason says why.</summary>
    public static SessionStatus Failed { get; } = new("failed");

    /// <summary>Gets <c>dead</c>: it was deleted, reaped after idling, or its sandbox went away.</summary>
    public static SessionStatus Dead { get; } = new("dead");

    /// <summary>Gets <c>stopped</c>: it was stopped.</summary>
    public static SessionStatus Stopped { get; } = new("stopped");

    /// <summary>Gets a value indicating whether the session has ended: <c>failed</c>, <c>dead</c> or <c>stopped</c>.</summary>
    public bool IsFinal => this == Failed || this == Dead || this == Stopped;

    /// <summary>Gets the platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator SessionStatus(string? value) => new(value);

    static SessionStatus IOpenString<SessionStatus>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}

using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The status of a session. The set is open: the platform may send other values.</summary>
[JsonConverter(typeof(OpenStringConverter<SessionStatus>))]
public readonly record struct SessionStatus : IOpenString<SessionStatus>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="SessionStatus"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public SessionStatus(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>creating</c>: its sandbox is being created.</summary>
    public static SessionStatus Creating { get; } = new("creating");

    /// <summary>Gets <c>ready</c>: it accepts messages.</summary>
    public static SessionStatus Ready { get; } = new("ready");

    /// <summary>Gets <c>failed</c>: its sandbox could not be created; see <see cref="Session.FailureReason"/>.</summary>
    public static SessionStatus Failed { get; } = new("failed");

    /// <summary>Gets <c>dead</c>: it was deleted, it was idle for too long, or its sandbox disappeared.</summary>
    public static SessionStatus Dead { get; } = new("dead");

    /// <summary>Gets <c>stopped</c>: it was stopped.</summary>
    public static SessionStatus Stopped { get; } = new("stopped");

    /// <summary>Gets a value indicating whether the session has ended: <c>failed</c>, <c>dead</c> or <c>stopped</c>.</summary>
    public bool IsFinal => this == Failed || this == Dead || this == Stopped;

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="SessionStatus"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator SessionStatus(string? value) => new(value);

    static SessionStatus IOpenString<SessionStatus>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}

using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The kind of an entry in a session's timeline. The set is open: the platform may send other values.</summary>
[JsonConverter(typeof(OpenStringConverter<LogEntryKind>))]
public readonly record struct LogEntryKind : IOpenString<LogEntryKind>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="LogEntryKind"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public LogEntryKind(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>created</c>: the session was created.</summary>
    public static LogEntryKind Created { get; } = new("created");

    /// <summary>Gets <c>user</c>: a user message.</summary>
    public static LogEntryKind User { get; } = new("user");

    /// <summary>Gets <c>assistant</c>: an assistant message.</summary>
    public static LogEntryKind Assistant { get; } = new("assistant");

    /// <summary>Gets <c>response</c>: the reply to a message.</summary>
    public static LogEntryKind Response { get; } = new("response");

    /// <summary>Gets <c>thinking</c>: the agent's reasoning.</summary>
    public static LogEntryKind Thinking { get; } = new("thinking");

    /// <summary>Gets <c>tool</c>: a tool call.</summary>
    public static LogEntryKind Tool { get; } = new("tool");

    /// <summary>Gets <c>recovered</c>: the session was moved to a new sandbox.</summary>
    public static LogEntryKind Recovered { get; } = new("recovered");

    /// <summary>Gets <c>ended</c>: the session ended.</summary>
    public static LogEntryKind Ended { get; } = new("ended");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="LogEntryKind"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator LogEntryKind(string? value) => new(value);

    static LogEntryKind IOpenString<LogEntryKind>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}

using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What an entry of a session's timeline tells of. The set is open.</summary>
[JsonConverter(typeof(OpenStringConverter<LogEntryKind>))]
public readonly record struct LogEntryKind : IOpenString<LogEntryKind>
{
    private readonly string? _value;

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public LogEntryKind(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary><c>created</c>: The session was created.</summary>
    public static LogEntryKind Created { get; } = new("created");

    /// <summary><c>user</c>: A user message.</summary>
    public static LogEntryKind User { get; } = new("user");

    /// <summary><c>assistant</c>: An assistant message.</summary>
    public static LogEntryKind Assistant { get; } = new("assistant");

    /// <summary><c>response</c>: The reply to a message.</summary>
    public static LogEntryKind Response { get; } = new("response");

    /// <summary><c>thinking</c>: The agent's reasoning.</summary>
    public static LogEntryKind Thinking { get; } = new("thinking");

    /// <summary><c>tool</c>: A tool call.</summary>
    public static LogEntryKind Tool { get; } = new("tool");

    /// <summary><c>recovered</c>: The session was moved to a new sandbox.</summary>
    public static LogEntryKind Recovered { get; } = new("recovered");

    /// <summary><c>ended</c>: The session ended.</summary>
    public static LogEntryKind Ended { get; } = new("ended");

    /// <summary>The platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator LogEntryKind(string? value) => new(value);

    static LogEntryKind IOpenString<LogEntryKind>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}

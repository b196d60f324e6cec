namespace LiteLlm.AgentSdk;

/// <summary>The status of a <see cref="ClaudeConversation"/>. The SDK defines the set, and it is closed.</summary>
public readonly record struct ClaudeConversationStatus
{
    private readonly string? _value;

    private ClaudeConversationStatus(string value) => _value = value;

    /// <summary>Gets <c>connecting</c>: nothing has arrived yet. This is the default.</summary>
    public static ClaudeConversationStatus Connecting { get; }

    /// <summary>Gets <c>streaming</c>: the stream is open.</summary>
    public static ClaudeConversationStatus Streaming { get; } = new("streaming");

    /// <summary>Gets <c>idle</c>: the turn has ended and did not fail.</summary>
    public static ClaudeConversationStatus Idle { get; } = new("idle");

    /// <summary>Gets <c>aborted</c>: the turn was aborted, or the caller cancelled following it.</summary>
    public static ClaudeConversationStatus Aborted { get; } = new("aborted");

    /// <summary>Gets <c>error</c>: the turn failed, or the stream ended early.</summary>
    public static ClaudeConversationStatus Error { get; } = new("error");

    /// <summary>Gets the status as text, such as <c>streaming</c>.</summary>
    public string Value => _value ?? "connecting";

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}

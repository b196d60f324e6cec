namespace LiteLlm.AgentSdk;

/// <summary>How a <see cref="ClaudeConversation"/> is. The set is the SDK's own, and closed.</summary>
public readonly record struct ClaudeConversationStatus
{
    private readonly string? _value;

    private ClaudeConversationStatus(string value) => _value = value;

    /// <summary>Gets <c>connecting</c>: nothing has arrived so far. The default.</summary>
    public static ClaudeConversationStatus Connecting { get; }

    /// <summary>Gets <c>streaming</c>: the stream is open.</summary>
    public static ClaudeConversationStatus Streaming { get; } = new("streaming");

    /// <summary>Gets <c>idle</c>: the turn is over, and has not failed.</summary>
    public static ClaudeConversationStatus Idle { get; } = new("idle");

    /// <summary>Gets <c>aborted</c>: the turn was aborted, or the caller has stopped to listen.</summary>
    public static ClaudeConversationStatus Aborted { get; } = new("aborted");

    /// <summary>Gets <c>error</c>: the turn has failed, or the stream was cut.</summary>
    public static ClaudeConversationStatus Error { get; } = new("error");

    /// <summary>Gets the status in a word, such as <c>streaming</c>.</summary>
    public string Value => _value ?? "connecting";

    /// <summary>The status in a word.</summary>
    public override string ToString() => Value;
}

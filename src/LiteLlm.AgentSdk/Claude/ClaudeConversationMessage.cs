namespace LiteLlm.AgentSdk;

/// <summary>
/// A message of a <see cref="ClaudeConversation"/>: an answer of the model with all blocks that have arrived, or another message of the
/// Claude Agent SDK. It is immutable: content that arrives later is in the messages of later snapshots.
/// </summary>
public sealed partial class ClaudeConversationMessage
{
    private HotList<ClaudeConversationBlock> _blocks = HotList<ClaudeConversationBlock>.Empty;

    private ClaudeConversationMessage(string type, string? parentToolUseId)
    {
        Type = type;
        ParentToolUseId = parentToolUseId;
    }

    /// <summary>
    /// Gets the message's type: <c>assistant</c> for an answer of the model; otherwise, <c>user</c>, <c>system</c>, <c>result</c>, ... The
    /// set is open.
    /// </summary>
    public string Type { get; }

    /// <summary>Gets the id that the model's API assigned to the answer.</summary>
    /// <value><see langword="null"/> for other messages, and until it is known.</value>
    public string? Id { get; private set; }

    /// <summary>Gets the id of the tool call that runs the sub-agent which sent this message.</summary>
    /// <value><see langword="null"/> if the agent itself sent it.</value>
    public string? ParentToolUseId { get; }

    /// <summary>Gets the model that wrote the message.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    public string? Model { get; private set; }

    /// <summary>Gets the content blocks, in order. Empty for messages that are neither answers nor user messages.</summary>
    public IReadOnlyList<ClaudeConversationBlock> Blocks => _blocks;

    /// <summary>
    /// Gets the texts of all text blocks, concatenated, because the model's API splits a text into blocks at its citations.
    /// </summary>
    public string Text => string.Concat(_blocks.Select(static block => block.Text));

    /// <summary>Gets the texts of all thinking blocks, concatenated.</summary>
    public string Thinking => string.Concat(_blocks.Select(static block => block.Thinking));

    /// <summary>Gets why the model stopped, such as <c>end_turn</c>, <c>tool_use</c> or <c>max_tokens</c>. The set is open.</summary>
    /// <value><see langword="null"/> until it is known.</value>
    public string? StopReason { get; private set; }

    /// <summary>Gets the sequence at which the model stopped.</summary>
    /// <value><see langword="null"/> if it stopped for another reason.</value>
    public string? StopSequence { get; private set; }

    /// <summary>Gets the tokens that the answer has used, as far as they have been reported.</summary>
    /// <value><see langword="null"/> if none have been reported.</value>
    public ClaudeUsage? Usage { get; private set; }

    /// <summary>Gets why the request to the model failed. In that case the content is the error's text.</summary>
    /// <value><see langword="null"/> if the request succeeded.</value>
    public string? Error { get; private set; }

    /// <summary>
    /// Gets a value indicating whether the whole message has arrived. A streamed message is complete when its end has been received; an
    /// aborted answer is never complete.
    /// </summary>
    public bool IsComplete => !_isStreamed || _isStopped || StopReason is not null;

    /// <summary>Gets the last message of the Claude Agent SDK that was received for this message, with all its members.</summary>
    /// <value><see langword="null"/> if only frames were received.</value>
    public ClaudeMessage? Source { get; private set; }
}

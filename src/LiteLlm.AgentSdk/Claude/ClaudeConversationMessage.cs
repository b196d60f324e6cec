namespace LiteLlm.AgentSdk;

/// <summary>
/// A message of a <see cref="ClaudeConversation"/>: an answer of the model with all of its blocks, as far as they have arrived, or any
/// other message of the Claude Agent SDK. Immutable: what arrives later is in the message of a later snapshot.
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
    /// Gets the message's type: <c>assistant</c> of an answer of the model; <c>user</c>, <c>system</c>, <c>result</c>, ... An open set.
    /// </summary>
    public string Type { get; }

    /// <summary>Gets the id that the model's API gave the answer.</summary>
    /// <value><see langword="null"/> of any other message, and while it is not known.</value>
    public string? Id { get; private set; }

    /// <summary>Gets the id of the tool call in which the sub-agent that this message is from works.</summary>
    /// <value><see langword="null"/> of the agent itself.</value>
    public string? ParentToolUseId { get; }

    /// <summary>Gets the model that wrote it.</summary>
    /// <value><see langword="null"/> when it was not sent.</value>
    public string? Model { get; private set; }

    /// <summary>Gets the content, in order. Empty of messages that are neither an answer nor a user's.</summary>
    public IReadOnlyList<ClaudeConversationBlock> Blocks => _blocks;

    /// <summary>
    /// Gets the text of all blocks of text, one after the other: the model's API cuts a text into blocks at its citations.
    /// </summary>
    public string Text => string.Concat(_blocks.Select(static block => block.Text));

    /// <summary>Gets the thoughts of all blocks of thinking, one after the other.</summary>
    public string Thinking => string.Concat(_blocks.Select(static block => block.Thinking));

    /// <summary>Gets why the model stopped: <c>end_turn</c>, <c>tool_use</c>, <c>max_tokens</c>, ... An open set.</summary>
    /// <value><see langword="null"/> until it is known.</value>
    public string? StopReason { get; private set; }

    /// <summary>Gets the sequence at which the model stopped.</summary>
    /// <value><see langword="null"/> when it stopped for another reason.</value>
    public string? StopSequence { get; private set; }

    /// <summary>Gets the tokens that the answer has used, as far as they were reported.</summary>
    /// <value><see langword="null"/> when nothing was.</value>
    public ClaudeUsage? Usage { get; private set; }

    /// <summary>Gets why the model could not be asked. The content is the error's text then.</summary>
    /// <value><see langword="null"/> when it could.</value>
    public string? Error { get; private set; }

    /// <summary>
    /// Gets a value indicating whether all of the message has arrived: of one that is streamed, whether its end was seen. An answer that
    /// was aborted is never complete.
    /// </summary>
    public bool IsComplete => !_isStreamed || _isStopped || StopReason is not null;

    /// <summary>Gets the message as it was last sent as such, with everything that the SDK has no member for.</summary>
    /// <value><see langword="null"/> when only frames were seen.</value>
    public ClaudeMessage? Source { get; private set; }
}

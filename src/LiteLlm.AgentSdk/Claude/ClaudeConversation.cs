namespace LiteLlm.AgentSdk;

/// <summary>
/// A conversation, put together from the messages of the Claude Agent SDK: the frames of the streaming API are folded into the answers that
/// they belong to, and everything else stands between them in the order in which it came. Immutable: each thing that is added gives a new
/// conversation, which shares with the one before all that did not change, at a cost that does not grow with the conversation.
/// </summary>
/// <remarks>
/// Add whole events, of <see cref="Session.FollowAsync"/> or any other stream of the session, to have <see cref="Status"/> too: that a turn
/// is over or was aborted is said by events, not by messages of the Claude Agent SDK; with messages alone it is
/// <see cref="ClaudeConversationStatus.Streaming"/> until <see cref="Ended"/>. What the SDK has no record for among frames and deltas is
/// not in here; it comes with <see cref="Session.ClaudeMessagesAsync"/>.
/// </remarks>
/// <example>
/// <code>
/// ClaudeConversation conversation = ClaudeConversation.Empty;
/// await foreach (SessionEvent e in session.FollowAsync(new FollowOptions { StopAfterTurn = true }))
/// {
///     conversation = conversation.Add(e);
///     Render(conversation);
/// }
/// </code>
/// </example>
public sealed partial class ClaudeConversation
{
    private HotList<ClaudeConversationMessage> _messages = HotList<ClaudeConversationMessage>.Empty;

    // The turn, or the connection, is over: what comes next begins another one.
    private bool _isSettled;

    // The turn's result has arrived, and nothing after it.
    private bool _hasResult;

    private ClaudeConversation()
    {
    }

    /// <summary>Gets a conversation in which nothing has happened.</summary>
    public static ClaudeConversation Empty { get; } = new();

    /// <summary>Gets how the turn and its stream are. What a turn has come to stays until the next one begins.</summary>
    public ClaudeConversationStatus Status { get; private set; }

    /// <summary>Gets why the status is <see cref="ClaudeConversationStatus.Error"/>, in words.</summary>
    /// <value><see langword="null"/> with any other status.</value>
    public string? Error { get; private set; }

    /// <summary>Gets the messages, in order: one for each answer of the model, the others as they came.</summary>
    public IReadOnlyList<ClaudeConversationMessage> Messages => _messages;

    /// <summary>Gets how the last turn that told so has ended.</summary>
    /// <value><see langword="null"/> when none has; a turn that was aborted may not tell.</value>
    public ClaudeResultMessage? LastResult { get; private set; }

    /// <summary>Gets the tokens that all turns have used whose result has arrived.</summary>
    public ClaudeUsage TotalUsage { get; private set; } = new();

    /// <summary>Gets what all turns have cost whose result has arrived, in US dollars.</summary>
    public decimal TotalCostUsd { get; private set; }

    /// <summary>The conversation with a message of the Claude Agent SDK.</summary>
    /// <param name="message">The message, or a frame of one.</param>
    /// <returns>The new conversation; this one stays as it is.</returns>
    public ClaudeConversation Add(ClaudeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ClaudeConversation next = Copy();
        next.Begin(isFirstOfTurn: message is ClaudeSystemMessage { Subtype: "init" });
        next.Fold(message);
        return next;
    }

    /// <summary>
    /// The conversation with an event of the session: with the message that it carries, or with what it says about the turn and the
    /// connection.
    /// </summary>
    /// <param name="value">The event.</param>
    /// <returns>The new conversation, or this one when the event says nothing about it.</returns>
    public ClaudeConversation Add(SessionEvent value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value switch
        {
            ClaudeSdkMessageEvent message => Add(ClaudeMessage.From(message)),
            StreamOpenedEvent or ReadyEvent or ServerConnectedEvent or SessionConnectedEvent =>
                _isSettled || Status == ClaudeConversationStatus.Connecting
                    ? With(ClaudeConversationStatus.Streaming, error: null, isSettled: false) : this,
            SessionAbortedEvent => With(ClaudeConversationStatus.Aborted, error: null, isSettled: false),
            SessionErrorEvent failed => Fail(failed.Error, failed.Message),
            MessageUpdatedEvent { Info: { Error: { } error } info } when info.Role != MessageRole.User && !_isSettled && !HasFailed =>
                Fail(error, error.Message),
            RunFailedEvent failed => Fail(failed.Error, failed.Message).Add(new SessionIdleEvent()),
            StreamErrorEvent cut =>
                With(ClaudeConversationStatus.Error, cut.Message ?? "The platform cut the stream; it did not say why.", isSettled: true),
            { IsTurnEnd: true } => With(HasFailed ? Status : ClaudeConversationStatus.Idle, Error, isSettled: true),
            _ => this,
        };
    }

    /// <summary>The conversation when its stream has ended: it is not <see cref="ClaudeConversationStatus.Streaming"/> any more.</summary>
    /// <param name="error">What the stream ended with; none when the loop over it just ended.</param>
    /// <returns>
    /// The new conversation: <see cref="ClaudeConversationStatus.Aborted"/> after the caller's own cancellation,
    /// <see cref="ClaudeConversationStatus.Error"/> after anything else that went wrong. What the turn has come to stays when its stream
    /// ends after it.
    /// </returns>
    public ClaudeConversation Ended(Exception? error = null) => error switch
    {
        OperationCanceledException => With(ClaudeConversationStatus.Aborted, error: null, isSettled: true),
        null or StreamInterruptedException { Reason: null, InnerException: null } when _isSettled => this,
        _ when HasFailed && !_isSettled => With(Status, Error, isSettled: true),
        null => With(ClaudeConversationStatus.Idle, error: null, isSettled: true),
        StreamInterruptedException { Reason: null, InnerException: null } when _hasResult =>
            With(ClaudeConversationStatus.Idle, error: null, isSettled: true),
        _ => With(ClaudeConversationStatus.Error, error.Message, isSettled: true),
    };

    private bool HasFailed => Status == ClaudeConversationStatus.Aborted || Status == ClaudeConversationStatus.Error;

    private ClaudeConversation Fail(TurnError? error, string? message) =>
        error is { IsAbort: true }
            ? With(ClaudeConversationStatus.Aborted, error: null, isSettled: false)
            : With(
                ClaudeConversationStatus.Error,
                message ?? (error is { Name.Length: > 0 } ? error.Name : "The turn has failed; the harness did not say why."),
                isSettled: false);

    private ClaudeConversation With(ClaudeConversationStatus status, string? error, bool isSettled)
    {
        if (status == Status && error == Error && isSettled == _isSettled)
        {
            return this;
        }

        ClaudeConversation next = Copy();
        next.Status = status;
        next.Error = error;
        next._isSettled = isSettled;
        return next;
    }

    // What follows the end of a turn that was aborted or has failed still belongs to that turn, until it is idle or another one begins.
    private void Begin(bool isFirstOfTurn)
    {
        _hasResult = false;
        if (HasFailed && !_isSettled && !isFirstOfTurn)
        {
            return;
        }

        Status = ClaudeConversationStatus.Streaming;
        Error = null;
        _isSettled = false;
    }

    private ClaudeConversation Copy() => (ClaudeConversation)MemberwiseClone();
}

namespace LiteLlm.AgentSdk;

/// <summary>
/// A conversation that is assembled from the messages of the Claude Agent SDK. The frames of the streaming API are combined into the
/// answers that they belong to; all other messages are between the answers, in the order in which they arrived. A conversation is
/// immutable: <c>Add</c> returns a new one, which shares all unchanged parts with the old one. The cost of <c>Add</c> does not grow with
/// the length of the conversation.
/// </summary>
/// <remarks>
/// For a correct <see cref="Status"/>, add the events of <see cref="Session.FollowAsync"/> or of another stream of the session: events, not
/// messages of the Claude Agent SDK, report that a turn has ended or was aborted. If only messages are added, the status is
/// <see cref="ClaudeConversationStatus.Streaming"/> until <see cref="Ended"/> is called. Frames and deltas of unknown types are ignored;
/// <see cref="Session.ClaudeMessagesAsync"/> yields them.
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

    // The turn or the connection has ended: the next message begins another turn.
    private bool _isSettled;

    // The last message was the turn's result.
    private bool _hasResult;

    private ClaudeConversation()
    {
    }

    /// <summary>Gets a conversation without messages.</summary>
    public static ClaudeConversation Empty { get; } = new();

    /// <summary>
    /// Gets the status of the current turn and its stream. The status of a turn that has ended remains until the next turn begins.
    /// </summary>
    public ClaudeConversationStatus Status { get; private set; }

    /// <summary>Gets the error message if the status is <see cref="ClaudeConversationStatus.Error"/>.</summary>
    /// <value><see langword="null"/> for other statuses.</value>
    public string? Error { get; private set; }

    /// <summary>Gets the messages, in order: one for each answer of the model, and the other messages as they arrived.</summary>
    public IReadOnlyList<ClaudeConversationMessage> Messages => _messages;

    /// <summary>Gets the last result of a turn.</summary>
    /// <value><see langword="null"/> if there is none yet. An aborted turn may have no result.</value>
    public ClaudeResultMessage? LastResult { get; private set; }

    /// <summary>Gets the tokens of all turns whose result has arrived.</summary>
    public ClaudeUsage TotalUsage { get; private set; } = new();

    /// <summary>Gets the cost of all turns whose result has arrived, in US dollars.</summary>
    public decimal TotalCostUsd { get; private set; }

    /// <summary>Adds a message of the Claude Agent SDK.</summary>
    /// <param name="message">The message, which may be a frame of the streaming API.</param>
    /// <returns>The new conversation; this one does not change.</returns>
    public ClaudeConversation Add(ClaudeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ClaudeConversation next = Copy();
        next.Begin(isFirstOfTurn: message is ClaudeSystemMessage { Subtype: "init" });
        next.Fold(message);
        return next;
    }

    /// <summary>
    /// Adds an event of the session: its message of the Claude Agent SDK, or the change of the turn or the connection that it reports.
    /// </summary>
    /// <param name="value">The event.</param>
    /// <returns>The new conversation, or this one if the event changes nothing.</returns>
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
                With(ClaudeConversationStatus.Error, cut.Message ?? "The platform ended the stream and gave no reason.", isSettled: true),
            { IsTurnEnd: true } => With(HasFailed ? Status : ClaudeConversationStatus.Idle, Error, isSettled: true),
            _ => this,
        };
    }

    /// <summary>
    /// Records that the stream has ended, so that the status is no longer <see cref="ClaudeConversationStatus.Streaming"/>.
    /// </summary>
    /// <param name="error">The exception that ended the stream; null if the loop over the stream ended normally.</param>
    /// <returns>
    /// The new conversation: <see cref="ClaudeConversationStatus.Aborted"/> after the caller's own cancellation,
    /// <see cref="ClaudeConversationStatus.Error"/> after another exception. If the turn had already ended, its status does not change.
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
                message ?? (error is { Name.Length: > 0 } ? error.Name : "The turn failed, and the harness gave no reason."),
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

    // Messages after the failure or the abort of a turn still belong to that turn, until it is idle or another turn begins.
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

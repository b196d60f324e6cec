namespace LiteLlm.AgentSdk;

/// <summary>
/// A message and the options for sending it: <see cref="Session.SendAsync(SendOptions, CancellationToken)"/>,
/// <see cref="Session.SendStreamingAsync(SendOptions, CancellationToken)"/>.
/// </summary>
public sealed record SendOptions
{
    /// <summary>Gets the message's text.</summary>
    /// <value>Either this or <see cref="TextParts"/> is required.</value>
    public string? Text { get; init; }

    /// <summary>
    /// Gets the message as several texts. The Claude Agent SDK joins them with a line break; opencode keeps them separate.
    /// </summary>
    /// <value>Can't be combined with <see cref="Text"/>, or with <see cref="Attachments"/>, which the platform accepts only with a
    /// text.</value>
    public IReadOnlyList<string>? TextParts { get; init; }

    /// <summary>Gets the images that are sent with <see cref="Text"/>: at most 10.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>
    /// Gets a value indicating whether a failed turn throws a <see cref="TurnFailedException"/>. If not, its reply is returned, and
    /// <see cref="Reply.Error"/> is set.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool ThrowOnFailure { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether to wait for the reply to the session's initial prompt first. Without the wait, the platform may run
    /// both turns at once.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool WaitForInitialReply { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether the turn is aborted (<c>POST /sessions/{id}/abort</c>) if the caller cancels, or leaves the loop
    /// over the updates, before the turn ends. Otherwise, the turn continues, and the next message waits for it.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AbortWhenAbandoned { get; init; }

    /// <summary>
    /// Gets a value indicating whether a blocking send uses the streaming endpoint (<c>POST /message_stream</c>) and assembles the reply
    /// from the stream. Use it for turns that take minutes: on the blocking endpoint the platform starts the turn again after 300 seconds.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool LongRunning { get; init; }

    /// <summary>
    /// Gets a value indicating whether the message is sent again, until <see cref="TurnTimeout"/>, if it was certainly not delivered. If
    /// not, such a failure throws a <see cref="MessageNotDeliveredException"/>.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool ResendWhenNotDelivered { get; init; }

    /// <summary>
    /// Gets a value indicating whether the message has a random mark in its part's <c>metadata</c>. If the response is lost, the SDK can
    /// recognize the message by its mark. opencode harnesses keep the mark and do not show it to the model; the Claude Agent SDK's harness
    /// drops it.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool MarkSends { get; init; }

    /// <summary>
    /// Gets the caller's own mark, such as the id of a job, by which <see cref="Session.FindTurnAsync"/> finds the message, even from
    /// another process. It is sent in the same place as the mark of <see cref="MarkSends"/>.
    /// </summary>
    /// <value>Default: none; with <see cref="MarkSends"/>, a random one.</value>
    public string? Mark { get; init; }

    /// <summary>
    /// Gets a value indicating whether the message waits while a turn of another process runs in the session. Without the wait, the
    /// harness either runs both turns at the same time or merges them.
    /// </summary>
    /// <value>Default: <see langword="true"/>, which waits at most <see cref="QueueTimeout"/>.</value>
    public bool WaitForRunningTurn { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether the reply in <see cref="TurnCompleted"/> contains the parts of the turn. If not, the memory of a
    /// streaming send does not grow with the length of the turn, and the messages of the reply have no parts.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool AssembleReply { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether a streaming send also yields the messages of the Claude Agent SDK, each as a
    /// <see cref="TurnEvent"/> with a <see cref="ClaudeSdkMessageEvent"/>. The claude-agent-sdk harness sends them in addition to other
    /// events with the same content, so each token arrives twice.
    /// </summary>
    /// <value>Default: <see langword="false"/>, which skips them.</value>
    /// <remarks><see cref="Session.ClaudeMessagesAsync"/> yields the same messages as typed objects.</remarks>
    public bool IncludeClaudeMessages { get; init; }

    /// <summary>Gets the longest time that the turn may take.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.TurnTimeout"/>.</value>
    public TimeSpan? TurnTimeout { get; init; }

    /// <summary>Gets the longest time that the message waits for earlier turns of the session.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.QueueTimeout"/>.</value>
    public TimeSpan? QueueTimeout { get; init; }

    /// <summary>
    /// Gets the receiver of the turn's updates while <see cref="Session.SendAsync(SendOptions, CancellationToken)"/> waits for the reply.
    /// For example, it receives a <see cref="TurnReconnecting"/> as soon as the connection is lost. A streaming send ignores it.
    /// </summary>
    /// <value>Default: none.</value>
    public IProgress<TurnUpdate>? Progress { get; init; }

    /// <summary>
    /// Checks the message without sending it, with the same rules as a send. A program can use it before it creates a session.
    /// </summary>
    /// <returns>All rules that the message breaks; empty if it can be sent.</returns>
    public IReadOnlyList<ValidationError> Validate() => SendBody.Problems(this);
}

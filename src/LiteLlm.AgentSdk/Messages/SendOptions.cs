namespace LiteLlm.AgentSdk;

/// <summary>
/// A message and how to send it: <see cref="Session.SendAsync(SendOptions, CancellationToken)"/>,
/// <see cref="Session.SendStreamingAsync(SendOptions, CancellationToken)"/>.
/// </summary>
public sealed record SendOptions
{
    /// <summary>Gets the message's text.</summary>
    /// <value>Either this or <see cref="TextParts"/> is required.</value>
    public string? Text { get; init; }

    /// <summary>Gets the message as several texts. The Claude Agent SDK joins them with a line break, opencode keeps them apart.</summary>
    /// <value>Instead of <see cref="Text"/>, and without <see cref="Attachments"/>, which the platform takes with a text alone.</value>
    public IReadOnlyList<string>? TextParts { get; init; }

    /// <summary>Gets images that go with <see cref="Text"/>: at most 10.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>
    /// Gets a value indicating whether a failed turn is a <see cref="TurnFailedException"/>; if not, its reply is returned and says what
    /// failed.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool ThrowOnFailure { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether to wait for the reply to the session's initial prompt first. The platform would run both turns at
    /// once.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool WaitForInitialReply { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether the agent is stopped too (<c>POST /sessions/{id}/abort</c>) when the caller goes before the turn
    /// ends: cancels, or leaves the loop over the updates. Otherwise the turn goes on, and the next message waits for it.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AbortWhenAbandoned { get; init; }

    /// <summary>
    /// Gets a value indicating whether the blocking send goes the streaming way (<c>POST /message_stream</c>) and puts the reply together
    /// from the stream. For turns of minutes: on the blocking way the platform starts a turn a second time after 300 seconds.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool LongRunning { get; init; }

    /// <summary>
    /// Gets a value indicating whether the message is sent again, until <see cref="TurnTimeout"/>, when it certainly was not delivered
    /// (<see cref="MessageNotDeliveredException"/>).
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool ResendWhenNotDelivered { get; init; }

    /// <summary>
    /// Gets a value indicating whether the message carries a mark in its part's <c>metadata</c>, by which it is known again with certainty
    /// should its answer be lost. opencode harnesses keep it and do not show it to the model; the Claude Agent SDK's harness drops it.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool MarkSends { get; init; }

    /// <summary>
    /// Gets a mark of the caller's own, by which <see cref="Session.FindTurnAsync"/> finds the message again, from another process too: an
    /// id of the job, say. It travels as <see cref="MarkSends"/>'s mark does.
    /// </summary>
    /// <value>Default: none; with <see cref="MarkSends"/>, a random one.</value>
    public string? Mark { get; init; }

    /// <summary>
    /// Gets a value indicating whether the message waits while a turn of another process runs in the session. Two turns at once run side by
    /// side on one harness, and are merged on another.
    /// </summary>
    /// <value>Default: <see langword="true"/>: it waits, at most <see cref="QueueTimeout"/>. With <see langword="false"/> it is sent at
    /// once.</value>
    public bool WaitForRunningTurn { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether <see cref="TurnCompleted"/> has the parts of the turn. Without them the memory of a streaming send
    /// does not grow with the length of the turn; the reply then has the infos of its messages only.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool AssembleReply { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether a streaming send also gives the messages of the Claude Agent SDK, each as a
    /// <see cref="TurnEvent"/> with a <see cref="ClaudeSdkMessageEvent"/>. The claude-agent-sdk harness sends them beside its other events,
    /// which say the same: with them, each token comes twice.
    /// </summary>
    /// <value>Default: <see langword="false"/>: they are neither read nor kept.</value>
    /// <remarks><see cref="Session.ClaudeMessagesAsync"/> gives the same messages, typed.</remarks>
    public bool IncludeClaudeMessages { get; init; }

    /// <summary>Gets the longest that the turn may take.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.TurnTimeout"/>.</value>
    public TimeSpan? TurnTimeout { get; init; }

    /// <summary>Gets the longest that the message waits for an earlier turn of the session to end.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.QueueTimeout"/>.</value>
    public TimeSpan? QueueTimeout { get; init; }

    /// <summary>
    /// Gets what is told of each update while <see cref="Session.SendAsync(SendOptions, CancellationToken)"/> waits for the reply: above
    /// all <see cref="TurnReconnecting"/>, at once when the answer is lost. A streaming send gives its updates itself, and does not
    /// use this.
    /// </summary>
    /// <value>Default: nobody.</value>
    public IProgress<TurnUpdate>? Progress { get; init; }

    /// <summary>
    /// Checks the message as a send does before anything goes out, without sending it: for those who want to know before they open a
    /// session for it.
    /// </summary>
    /// <returns>Every rule that it breaks; empty when it can be sent.</returns>
    public IReadOnlyList<ValidationError> Validate() => SendBody.Problems(this);
}

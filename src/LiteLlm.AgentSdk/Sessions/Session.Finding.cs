using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <content>Turns that were begun before: by the initial prompt, or by a process that is gone.</content>
public partial class Session
{
    // Clocks of two machines differ; a message is not taken for an older one because of that.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Follows the turn of the session's initial prompt, as <see cref="SendStreamingAsync(SendOptions, CancellationToken)"/> follows the
    /// turn of a message (<c>GET /sessions/{id}/messages</c> and
    /// <c>/stream</c>). Waits until the turn has begun. Sends nothing.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The updates; the last one is a <see cref="TurnCompleted"/>.</returns>
    /// <exception cref="InvalidOperationException">The session was created without an initial prompt.</exception>
    /// <exception cref="SessionFailedException">The prompt could not be run (<see cref="FailureReason"/> says why), or the session
    /// ended.</exception>
    /// <exception cref="TurnFailedException">The turn failed; thrown after its <see cref="TurnCompleted"/>.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    /// <example>
    /// <code>
    /// Session session = await agent.CreateSessionAsync(new() { InitialPrompt = "What is this repo about?", WaitUntilReady = false });
    /// await foreach (TurnUpdate update in session.FollowInitialTurnAsync())
    ///     Console.Write(update.Text);
    /// </code>
    /// </example>
    public virtual TurnStream FollowInitialTurnAsync(CancellationToken cancellationToken = default) =>
        new(caller => Drive(new SendOptions(), StartInitialTurnAsync, isStreamed: true, isResumed: true, cancellationToken, caller));

    /// <summary>
    /// Resumes a turn of this session from a checkpoint, as <see cref="AgentPlatformClient.ResumeTurnAsync"/> does (<c>GET
    /// /sessions/{id}/messages</c> and <c>/stream</c>). Sends nothing.
    /// </summary>
    /// <param name="checkpoint">The checkpoint of the turn.</param>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The updates that were not given before; the last one is a <see cref="TurnCompleted"/>.</returns>
    /// <exception cref="ArgumentException">The checkpoint is of another session.</exception>
    /// <exception cref="TurnFailedException">The turn failed; thrown after its <see cref="TurnCompleted"/>.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual TurnStream ResumeTurnAsync(TurnCheckpoint checkpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return checkpoint.SessionId == Id
            ? TurnResumption.Begin(Transport, checkpoint, cancellationToken)
            : throw new ArgumentException($"The checkpoint is of session {checkpoint.SessionId}, not of session {Id}.", nameof(checkpoint));
    }

    /// <summary>
    /// Finds the turn that a message began, for a process that died between sending the message and saving the turn's checkpoint (<c>GET
    /// /sessions/{id}</c> and <c>/messages</c>). Where the harness keeps
    /// marks (opencode), <see cref="SendOptions.Mark"/> makes that exact; elsewhere the text and the time of the message tell.
    /// </summary>
    /// <param name="message">The message as it was sent.</param>
    /// <param name="since">The time before it was sent; older messages are not looked at.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The checkpoint of the turn, for <see cref="AgentPlatformClient.ResumeTurnAsync"/>; <see langword="null"/> if the session's
    /// messages do not have the message.</returns>
    /// <exception cref="SendOutcomeUnknownException">Several messages may be the one, or the session's messages were made again since, so
    /// that nothing can be told.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    /// <remarks>
    /// A message whose answer was lost may still arrive for ten minutes, while the platform recovers a sandbox: not found is not proof
    /// before that.
    /// </remarks>
    /// <example>
    /// <code>
    /// TurnCheckpoint? checkpoint = await session.FindTurnAsync(new() { Text = job.Text, Mark = job.Id }, job.StartedAt);
    /// Reply reply = checkpoint is null
    ///     ? await session.SendAsync(new SendOptions { Text = job.Text, Mark = job.Id })
    ///     : await platform.ResumeTurnAsync(checkpoint).GetReplyAsync();
    /// </code>
    /// </example>
    public virtual async Task<TurnCheckpoint?> FindTurnAsync(SendOptions message, DateTimeOffset since,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ThrowIfInvalid(message);
        IReadOnlyList<Message> thread = await SessionCalls.GetMessagesAsync(Transport, Id, cancellationToken).ConfigureAwait(false);
        long earliest = (since - ClockDifference).ToUnixTimeMilliseconds();
        IReadOnlyList<Message> recent = [.. thread.Where(m => m.Info.Time?.Created is not { } created || created >= earliest)];
        List<Message> found = SentMessage.Of(message, message.Mark, isBlocking: false).FindIn(recent, ThreadBaseline.Empty);
        if (found.Count == 1)
        {
            return new TurnCheckpoint { SessionId = Id, UserMessageId = found[0].Info.Id };
        }

        bool wasRebuilt = found.Count == 0 && recent.Any(MessageThread.IsReplayedHistory);
        return found.Count == 0 && !wasRebuilt ? null : throw new SendOutcomeUnknownException(
            wasRebuilt
                ? $"Whether the message is in session {Id} can't be told: its messages have been rebuilt since, by a restart or a recovery."
                : $"{found.Count} messages of session {Id} may be the one that was sent.")
        {
            SessionId = Id,
            Candidates = found,
            ThreadWasRebuilt = wasRebuilt,
            MayHaveTakenEffect = true,
        };
    }

    private async Task<TurnStart> StartInitialTurnAsync(CancellationToken cancellationToken)
    {
        if (InitialTurn == InitialTurn.None && !HasInitialReply)
        {
            throw NoInitialPrompt();
        }

        TurnLease? lease = Transport.Gates.TryEnter(Id);
        try
        {
            Backoff poll = new(FirstPoll, LongestPoll, 1.5);
            long started = Transport.Time.GetTimestamp();
            while (true)
            {
                IReadOnlyList<Message>? thread = Status == SessionStatus.Creating ? null
                    : await ThreadOrNullAsync(cancellationToken).ConfigureAwait(false);
                if (thread?.FirstOrDefault(m =>
                    m.Info.Role == MessageRole.User && !m.IsPending && !MessageThread.IsReplayedHistory(m)) is { } question)
                {
                    TurnState state = new(sent: null);
                    state.ResumeAt(question.Info.Id);
                    InitialTurn = InitialTurn.None;
                    return new TurnStart(Transport, lease,
                        new TurnPlan { SessionId = Id, State = state, Options = new SendOptions(), HarnessSessionId = HarnessSessionId });
                }

                if (FailureReason is not null || Status.IsFinal)
                {
                    throw Failed(NoReply, Phase);
                }

                if (InitialTurn == InitialTurn.Unknown && thread is not null
                    && Transport.Time.GetElapsedTime(started) >= TurnRecovery.TimeToShow)
                {
                    throw NoInitialPrompt();
                }

                await PauseWithinAsync(poll, started, Transport.Options.ReadyTimeout, nameof(AgentPlatformOptions.ReadyTimeout),
                    "its initial prompt has not begun", cancellationToken).ConfigureAwait(false);
                await TryRefreshAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            lease?.Dispose();
            throw;
        }
    }

    private InvalidOperationException NoInitialPrompt() => new($"Session {Id} has no initial prompt: there is no reply to wait for.");
}

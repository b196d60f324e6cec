using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <content>Finding and resuming turns that the initial prompt, another process or an earlier call began.</content>
public partial class Session
{
    // The tolerance for a difference between this machine's clock and the platform's.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Follows the turn of the session's initial prompt, as <see cref="SendStreamingAsync(SendOptions, CancellationToken)"/> follows the
    /// turn of a message (<c>GET /sessions/{id}/messages</c> and <c>/stream</c>). Waits until the turn has begun. Sends no message.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The updates; the last one is a <see cref="TurnCompleted"/>.</returns>
    /// <exception cref="InvalidOperationException">The session was created without an initial prompt.</exception>
    /// <exception cref="SessionFailedException">The prompt could not be run (<see cref="FailureReason"/> says why), or the session
    /// ended.</exception>
    /// <exception cref="TurnFailedException">The turn failed; thrown after its <see cref="TurnCompleted"/>.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    /// <example>
    /// <code>
    /// Session session = await agent.CreateSessionAsync(new() { InitialPrompt = "What is this repo about?", WaitUntilReady = false });
    /// await foreach (TurnUpdate update in session.FollowInitialTurnAsync())
    ///     Console.Write(update.Text);
    /// </code>
    /// </example>
    public virtual TurnStream FollowInitialTurnAsync(CancellationToken cancellationToken = default) =>
        new(caller => new TurnDriver(Transport, StartInitialTurnAsync, new SendOptions(),
            () => TracedTurn.Start(Transport, Id, KnownAgent, message: null, isStreamed: true), cancellationToken, caller));

    /// <summary>
    /// Resumes a turn of this session from a checkpoint, as <see cref="AgentPlatformClient.ResumeTurnAsync"/> does (<c>GET
    /// /sessions/{id}/messages</c> and <c>/stream</c>). Sends no message.
    /// </summary>
    /// <param name="checkpoint">The checkpoint of the turn.</param>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The updates after the checkpoint; the last one is a <see cref="TurnCompleted"/>.</returns>
    /// <exception cref="ArgumentException">The checkpoint belongs to another session.</exception>
    /// <exception cref="TurnFailedException">The turn failed; thrown after its <see cref="TurnCompleted"/>.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual TurnStream ResumeTurnAsync(TurnCheckpoint checkpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return checkpoint.SessionId == Id
            ? TurnResumption.Begin(Transport, checkpoint, cancellationToken)
            : throw new ArgumentException($"The checkpoint is of session {checkpoint.SessionId}, not of session {Id}.", nameof(checkpoint));
    }

    /// <summary>
    /// Finds the turn that a message began (<c>GET /sessions/{id}/messages</c>), for a process that ended after it sent the message and
    /// before it saved the turn's checkpoint. With opencode harnesses, <see cref="SendOptions.Mark"/> identifies the message exactly; with
    /// others, its text and time do.
    /// </summary>
    /// <param name="message">The message as it was sent.</param>
    /// <param name="since">A time before the message was sent. Older messages are ignored, unless the mark identifies the message.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The checkpoint of the turn, for <see cref="AgentPlatformClient.ResumeTurnAsync"/>; <see langword="null"/> if the message is
    /// not among the session's messages.</returns>
    /// <exception cref="SendOutcomeUnknownException">Several messages match, or the platform has rebuilt the session's messages since
    /// then.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    /// <remarks>
    /// A message whose response was lost may still arrive up to ten minutes later, while the platform recovers a sandbox. Before that,
    /// <see langword="null"/> does not prove that the message was not delivered.
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
        long earliest = since.ToUnixTimeMilliseconds() - (long)ClockDifference.TotalMilliseconds;
        IReadOnlyList<Message> recent = [.. thread.Where(m => m.Info.Time?.Created is not { } created || created >= earliest)];

        // opencode keeps the mark, which is exact. The time, which depends on two clocks, is not needed then.
        bool isExact = message.Mark is not null && MessageThread.HarnessOf(thread) == HarnessKind.OpenCode;
        List<Message> found =
            SentMessage.Of(message, message.Mark, isBlocking: false).FindIn(isExact ? thread : recent, ThreadBaseline.Empty);
        if (found.Count == 1)
        {
            return new TurnCheckpoint { SessionId = Id, UserMessageId = found[0].Info.Id };
        }

        bool wasRebuilt = found.Count == 0 && recent.Any(MessageThread.IsReplayedHistory);
        return found.Count == 0 && !wasRebuilt ? null : throw new SendOutcomeUnknownException(
            wasRebuilt
                ? $"It is not known whether session {Id} has the message: its messages have been rebuilt since, by a restart or a recovery."
                : $"{found.Count} messages of session {Id} match the sent message; "
                + $"{nameof(SendOptions)}.{nameof(SendOptions.Mark)} makes a message unique.")
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
                    "the turn of its initial prompt has not begun", cancellationToken).ConfigureAwait(false);
                await TryRefreshAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            lease?.Dispose();
            throw;
        }
    }

    private InvalidOperationException NoInitialPrompt() =>
        new($"Session {Id} was created without an initial prompt, so it has no reply to one.");
}

using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Looks for a turn in its session's thread: recognises the message that began it, takes in what the thread has of it, and knows when looking on makes no
/// sense. Says "unknown" rather than guess.
/// </summary>
internal sealed class TurnLookup(PlatformTransport transport, string sessionId, SentMessage? sent, ThreadBaseline? baseline)
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);

    /// <summary>A turn shows in the thread within half a second of its start; until then its absence says nothing.</summary>
    private static readonly TimeSpan Shows = TimeSpan.FromSeconds(2);

    private string Ambiguous =>
        $"Several turns of session {sessionId} began in the same millisecond, which is all that tells their answers apart: they are over, and which answer is this turn's is not known.";

    private readonly long _started = transport.Time.GetTimestamp();

    private bool IsLate =>
        transport.Options.Healing.OutcomeTimeout is var limit && limit != Timeout.InfiniteTimeSpan && transport.Time.GetElapsedTime(_started) >= limit;

    /// <summary>One look at the thread.</summary>
    /// <exception cref="SendOutcomeUnknownException">The thread was made anew, or holds several messages that may be this one.</exception>
    /// <exception cref="StreamInterruptedException">The turn is over, and which answer is its own can't be told.</exception>
    public async Task<TurnSight> LookAsync(TurnAssembler turn, List<TurnUpdate> updates, CancellationToken cancellationToken)
    {
        IReadOnlyList<Message> thread;
        try
        {
            thread = await SessionCalls.GetMessagesAsync(transport, sessionId, cancellationToken).ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (e is not (AgentPlatformAuthenticationException or AgentPlatformNotFoundException))
        {
            Log.PollFailed(transport.Logger, sessionId, e.Message);
            return TurnSight.Unreadable;
        }

        if (QuestionIn(thread, turn) is not { } question)
        {
            return TurnSight.NotThere;
        }

        turn.Recognise(question);
        turn.IsDuplicated |= IsDuplicated(thread);
        IReadOnlyList<Message> answers = MessageThread.AnswersTo(thread, question, turn.FirstAnswerId) ?? throw Interrupted(Ambiguous, turn, null);
        turn.Absorb(answers, updates);
        return MessageThread.IsOver(answers) ? TurnSight.Over : TurnSight.Running;
    }

    /// <summary>Looks until the turn shows, but no longer than a turn that has started takes to show.</summary>
    /// <exception cref="SendOutcomeUnknownException">The thread was made anew, or there are several.</exception>
    public async Task<TurnSight> LookUntilItWouldShowAsync(TurnAssembler turn, List<TurnUpdate> updates, CancellationToken cancellationToken)
    {
        Poll poll = new(transport.Time, FirstPoll, LongestPoll);
        long began = transport.Time.GetTimestamp();
        while (true)
        {
            TurnSight sight = await LookAsync(turn, updates, cancellationToken).ConfigureAwait(false);
            TimeSpan left = Shows - transport.Time.GetElapsedTime(began);
            if (sight is TurnSight.Over or TurnSight.Running || left <= TimeSpan.Zero)
            {
                return sight;
            }

            await poll.PauseAsync(left, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks until the turn shows: the platform may still deliver the message while it brings a lost sandbox back.</summary>
    /// <exception cref="SendOutcomeUnknownException">It does not show in time, the session ended without it, the thread was made anew, or there are several.</exception>
    public async Task<TurnSight> WaitUntilThereAsync(TurnAssembler turn, List<TurnUpdate> updates, AgentPlatformException? lost, CancellationToken cancellationToken)
    {
        Poll poll = new(transport.Time, FirstPoll, LongestPoll);
        long began = transport.Time.GetTimestamp();
        TimeSpan limit = transport.Options.Healing.OutcomeTimeout;
        for (int looks = 1; ; looks++)
        {
            TurnSight sight = await LookAsync(turn, updates, cancellationToken).ConfigureAwait(false);
            if (sight is TurnSight.Over or TurnSight.Running)
            {
                return sight;
            }

            if (sight == TurnSight.Unreadable && limit != Timeout.InfiniteTimeSpan && transport.Time.GetElapsedTime(began) >= limit)
            {
                // A sandbox may have gone without the platform having noticed: its session says that it is ready for ever.
                throw Lost($"The session's messages could not be read for {nameof(HealingOptions.OutcomeTimeout)} ({limit})", turn, lost);
            }

            // How the session is changes slowly; the thread is asked more often than it.
            await ThrowIfHopelessAsync(turn, lost, sight, attempt: 0, cancellationToken, askSession: looks % 4 == 0).ConfigureAwait(false);
            await poll.PauseAsync(TimeSpan.MaxValue, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the search where it can't succeed any more: the session has ended, too many attempts, too late.</summary>
    public async Task ThrowIfHopelessAsync(TurnAssembler turn, AgentPlatformException? lost, TurnSight sight, int attempt, CancellationToken cancellationToken, bool askSession = true)
    {
        HealingOptions healing = transport.Options.Healing;
        if (attempt > healing.MaxAttempts)
        {
            throw Lost($"The stream was taken up again {healing.MaxAttempts} times without anything new", turn, lost);
        }

        if (turn.UserMessageId is null && baseline is null)
        {
            throw Unknown("what the session's messages were before could not be read, so the message can't be known among them", [], rebuilt: false, lost);
        }

        if (sight == TurnSight.NotThere && IsLate)
        {
            throw Lost($"The message has not shown in the session's messages within {nameof(HealingOptions.OutcomeTimeout)} ({healing.OutcomeTimeout})", turn, lost);
        }

        if (askSession && await EndAsync(cancellationToken).ConfigureAwait(false) is { } end)
        {
            throw Lost($"Session {sessionId} {end}", turn, lost);
        }
    }

    /// <summary>For a silent stream: why waiting on makes no sense, or nothing when it does.</summary>
    public async Task<Exception?> AskAsync(TurnAssembler turn, CancellationToken cancellationToken)
    {
        if (await EndAsync(cancellationToken).ConfigureAwait(false) is { } end)
        {
            return Interrupted($"No byte has come from session {sessionId}, and it {end}.", turn, null);
        }

        // A turn may have ended without its stream saying so.
        IReadOnlyList<Message> thread;
        try
        {
            thread = await SessionCalls.GetMessagesAsync(transport, sessionId, cancellationToken).ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            // A sandbox may have gone without anybody having noticed.
            Log.PollFailed(transport.Logger, sessionId, e.Message);
            return Interrupted($"The stream of session {sessionId} is silent, and its messages can't be read: {e.Message}", turn, null);
        }

        if (QuestionIn(thread, turn) is not { } question)
        {
            // A turn that was seen and is not there has gone with its sandbox; one of which nothing has come for so long may never have begun. A new message that reads differently may be ours.
            // Nothing is waited for longer than an outcome is.
            bool gone = turn.UserMessageId is not null || IsLate || (baseline is not null && !thread.Any(m => m.Info.Role == MessageRole.User && !baseline.Holds(m)));
            return gone ? Interrupted($"The stream of session {sessionId} is silent, and the session's messages do not have the turn.", turn, null) : null;
        }

        if (MessageThread.AnswersTo(thread, question, turn.FirstAnswerId) is not { } answers)
        {
            return Interrupted(Ambiguous, turn, null);
        }

        return MessageThread.IsOver(answers)
            ? Interrupted($"The stream of session {sessionId} is silent, and the turn is over.", turn, null)
            : null;
    }

    /// <summary>Whether the thread shows what was sent more than once since.</summary>
    public bool IsDuplicated(IReadOnlyList<Message> thread) =>
        sent is not null && baseline is not null && sent.FindIn(thread, baseline).Count > 1;

    public StreamInterruptedException Interrupted(string message, TurnAssembler turn, StreamInterruptedException? cause) => new(message, cause)
    {
        SessionId = sessionId,
        Reason = cause?.Reason,
        IsTransient = true,
        MayHaveTakenEffect = true,
        PartialReply = turn.ToReply(),
    };

    /// <summary>Nobody knows more: of a turn that has shown, what there is; of one that has not, that it is not known.</summary>
    public AgentPlatformException Lost(string what, TurnAssembler turn, AgentPlatformException? cause) => turn.UserMessageId is null
        ? Unknown($"{what}: whether the message started a turn is not known", [], rebuilt: false, cause)
        : new StreamInterruptedException($"{what}, and the turn of session {sessionId} has not ended as far as its messages show. {cause?.Message}", cause)
        {
            SessionId = sessionId,
            Reason = what,
            MayHaveTakenEffect = true,
            PartialReply = turn.ToReply(),
        };

    private Message? QuestionIn(IReadOnlyList<Message> thread, TurnAssembler turn)
    {
        if (turn.UserMessageId is { } id)
        {
            Message? known = thread.FirstOrDefault(m => m.Info.Id == id);
            return known is null && thread.Any(m => MessageThread.IsReplayedHistory(m) && baseline?.Holds(m) != true)
                ? throw Unknown("the session's messages were made anew while the turn ran", [], rebuilt: true, null)
                : known;
        }

        if (sent is null || baseline is null)
        {
            return null;
        }

        if (baseline.WasRebuiltAs(thread))
        {
            throw Unknown("the session's messages were made anew since", [], rebuilt: true, null);
        }

        List<Message> candidates = sent.FindIn(thread, baseline);
        return candidates.Count > 1
            ? throw Unknown($"{candidates.Count} messages of the session may be the one that was sent", candidates, rebuilt: false, null)
            : candidates.FirstOrDefault();
    }

    private async Task<string?> EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            Session session = await SessionCalls.GetAsync(transport, sessionId, cancellationToken).ConfigureAwait(false);
            return session.Status == SessionStatus.Dead || session.Status == SessionStatus.Failed || session.Status == SessionStatus.Stopped
                ? $"is {session.Status}: {session.FailureReason ?? "the platform gave no reason"}"
                : null;
        }
        catch (AgentPlatformNotFoundException)
        {
            return "is not there any more";
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            Log.PollFailed(transport.Logger, sessionId, e.Message);
            return null;
        }
    }

    private SendOutcomeUnknownException Unknown(string why, IReadOnlyList<Message> candidates, bool rebuilt, AgentPlatformException? cause)
    {
        Telemetry.OutcomeUnknown();
        return new SendOutcomeUnknownException(
            $"Whether the message to session {sessionId} started a turn can't be told: {why}. {cause?.Message}".TrimEnd(), cause)
        {
            SessionId = sessionId,
            Candidates = candidates,
            ThreadWasRebuilt = rebuilt,
            MayHaveTakenEffect = true,
        };
    }
}

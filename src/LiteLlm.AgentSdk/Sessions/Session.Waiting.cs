using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <content>Before a message: its turn in the queue, and the end of turns that somebody else, or an earlier call, began. Two at once is what a session can't do.</content>
public partial class Session
{
    /// <summary>A turn shows in the thread within half a second of its start; until then its absence says nothing.</summary>
    private static readonly TimeSpan Shows = TimeSpan.FromSeconds(2);

    /// <summary>After so many tries a thread that can't be read keeps nobody from sending: the message itself brings a lost sandbox back.</summary>
    private const int UnreadableThreads = 3;

    /// <summary>The session's turn, free and with nothing of an earlier one still running, and the thread as it is before the message.</summary>
    private async Task<TurnStart> BeginTurnAsync(SendOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan limit = options.QueueTimeout ?? Transport.Options.QueueTimeout;
        TurnLease lease = await Transport.Gates.EnterAsync(Id, limit, Queued, cancellationToken).ConfigureAwait(false);
        try
        {
            IReadOnlyList<Message>? thread = null;
            if ((lease.UnfinishedSince ?? TakeRestart()) is { } since)
            {
                // Waited for once: should it never end, the message after next goes all the same.
                lease.UnfinishedSince = null;
                thread = await WaitForUnfinishedTurnAsync(since, limit, cancellationToken).ConfigureAwait(false);
            }

            if (options.WaitForInitialReply && InitialTurn != InitialTurn.None && !Transport.IsProxy)
            {
                (_, thread) = await WaitForInitialTurnAsync(limit, nameof(AgentPlatformOptions.QueueTimeout), patient: false, cancellationToken).ConfigureAwait(false);
            }

            return new TurnStart(lease, await BaselineAsync(thread, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Gets when a restart answered whose replay may still run, once.</summary>
    private DateTimeOffset? TakeRestart() => Interlocked.Exchange(ref _restartedAt, 0) is not 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    private void Queued()
    {
        Log.TurnQueued(Transport.Logger, Id);
        Telemetry.Queued();
    }

    /// <summary>What the thread holds before the message: by it the message is known again should its answer be lost.</summary>
    private async Task<ThreadBaseline?> BaselineAsync(IReadOnlyList<Message>? thread, CancellationToken cancellationToken)
    {
        if (!Transport.Options.Healing.Enabled || Transport.IsProxy)
        {
            return null;
        }

        if (IsFresh)
        {
            // Opened by this very object, and nothing said since.
            IsFresh = false;
            return ThreadBaseline.Empty;
        }

        thread ??= await ThreadOrNullAsync(cancellationToken).ConfigureAwait(false);
        return thread is null ? null : ThreadBaseline.Of(thread);
    }

    /// <summary>Waits until a turn that an earlier call left running is over, as the thread shows it.</summary>
    /// <returns>The thread, if it could be read.</returns>
    private async Task<IReadOnlyList<Message>?> WaitForUnfinishedTurnAsync(DateTimeOffset since, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (Transport.IsProxy)
        {
            // The older proxy has no way to ask.
            return null;
        }

        Poll poll = new(Transport.Time, FirstPoll, LongestPoll);
        long started = Transport.Time.GetTimestamp();
        int unreadable = 0;
        while (true)
        {
            IReadOnlyList<Message>? thread = await ThreadOrNullAsync(cancellationToken).ConfigureAwait(false);
            bool shows = Transport.Time.GetUtcNow() - since >= Shows;
            if (thread is null ? ++unreadable >= UnreadableThreads && shows : shows && !MessageThread.IsTurnRunning(thread))
            {
                return thread;
            }

            await TryRefreshAsync(cancellationToken).ConfigureAwait(false);
            if (HasEnded)
            {
                // Nothing runs in a session that has ended; the message itself says how it is, or brings it back.
                return thread;
            }

            await PauseWithinAsync(poll, started, limit, nameof(AgentPlatformOptions.QueueTimeout), "an earlier turn still runs; the next message will not wait for it again", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the turn of the initial prompt is over, if there is one.</summary>
    /// <returns>Whether there is or was one, and the thread if it was read.</returns>
    private async Task<(bool Found, IReadOnlyList<Message>? Thread)> WaitForInitialTurnAsync(TimeSpan limit, string limitName, bool patient, CancellationToken cancellationToken)
    {
        Poll poll = new(Transport.Time, FirstPoll, LongestPoll);
        long started = Transport.Time.GetTimestamp();
        IReadOnlyList<Message>? thread = null;
        while (InitialTurn != InitialTurn.None)
        {
            if (HasInitialReply || FailureReason is not null || HasEnded)
            {
                InitialTurn = InitialTurn.None;
                return (true, null);
            }

            if (InitialTurn == InitialTurn.Unknown && Status == SessionStatus.Ready)
            {
                thread = await ThreadOrNullAsync(cancellationToken).ConfigureAwait(false);
                bool settled = thread is null or { Count: 0 } || !(MessageThread.IsFirstTurn(thread) && MessageThread.IsTurnRunning(thread));

                // The snapshot may be older than the reply, and a turn takes a moment to show: who waits for it looks twice.
                if (settled && (!patient || Transport.Time.GetElapsedTime(started) >= Shows))
                {
                    InitialTurn = InitialTurn.None;
                    break;
                }
            }

            await PauseWithinAsync(poll, started, limit, limitName, "its initial prompt still runs", cancellationToken).ConfigureAwait(false);
            await TryRefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        return (HasInitialReply || FailureReason is not null, thread);
    }

    private async Task TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (e.IsTransient)
        {
            Log.PollFailed(Transport.Logger, Id, e.Message);
        }
    }

    private async Task<IReadOnlyList<Message>?> ThreadOrNullAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SessionCalls.GetMessagesAsync(Transport, Id, cancellationToken, once: true).ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            // A sandbox that does not answer, or a session that is not there: the message itself brings it back, or says so.
            Log.PollFailed(Transport.Logger, Id, e.Message);
            return null;
        }
    }

    /// <summary>Whether the agent's harness is one whose first turn only the blocking call gives the agent's prompt.</summary>
    private async Task<bool> IsInlineAsync(CancellationToken cancellationToken)
    {
        if (_agent.Harness.Value is not { Length: > 0 })
        {
            try
            {
                Agent agent = await AgentCalls.GetAsync(Transport, AgentId, cancellationToken).ConfigureAwait(false);
                _agent = agent.ForSession;
            }
            catch (AgentPlatformNotFoundException)
            {
                // A session outlives its agent.
                return false;
            }
        }

        return _agent.Harness.Value?.EndsWith("-brain-inline", StringComparison.Ordinal) == true;
    }

    private async Task PauseWithinAsync(Poll poll, long started, TimeSpan limit, string limitName, string why, CancellationToken cancellationToken)
    {
        TimeSpan elapsed = Transport.Time.GetElapsedTime(started);
        if (limit != Timeout.InfiniteTimeSpan && elapsed >= limit)
        {
            throw new AgentPlatformTimeoutException($"Session {Id}: {why} ({limitName}, {limit}). Nothing was sent.")
            {
                Limit = limitName,
                IsTransient = true,
                Session = this,
            };
        }

        await poll.PauseAsync(limit == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : limit - elapsed, cancellationToken).ConfigureAwait(false);
    }
}

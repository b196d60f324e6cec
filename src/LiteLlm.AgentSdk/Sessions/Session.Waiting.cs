using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <content>Waiting before a message is sent. A session can't run two turns at once, so a message waits for earlier messages of this client
/// and for turns that an earlier call, another process, a restart or the initial prompt began.</content>
public partial class Session
{
    /// <summary>
    /// After this many failed attempts to read the session's messages, the message is sent anyway: it makes the platform restore a lost
    /// sandbox.
    /// </summary>
    private const int UnreadableThreads = 3;

    /// <summary>Waits for the session to be free, and plans the turn.</summary>
    private async Task<TurnStart> BeginTurnAsync(SendOptions options, bool isBlocking, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan limit = options.QueueTimeout ?? Transport.Options.QueueTimeout;
        TurnLease lease = await Transport.Gates.EnterAsync(Id, limit, ReportQueued, cancellationToken).ConfigureAwait(false);
        try
        {
            (IReadOnlyList<Message>? thread, bool isOld) =
                await WaitForOwnTurnsAsync(lease, limit, cancellationToken).ConfigureAwait(false);
            if (options.WaitForInitialReply && InitialTurn != InitialTurn.None && !Transport.IsProxy)
            {
                thread = await WaitForInitialTurnAsync(limit, nameof(AgentPlatformOptions.QueueTimeout), patient: false,
                    cancellationToken).ConfigureAwait(false);
            }

            return new TurnStart(Transport, lease,
                await PlanAsync(options, isBlocking, thread, isOld, limit, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Waits for a turn that an earlier call of this client left, and for the replay after a restart by this client. A message that is
    /// canceled while it waits leaves the wait to the next one. After a timeout, no message waits for that turn because of this client.
    /// </summary>
    /// <returns>The session's messages, if they were read, and whether they are those of before a restart.</returns>
    private async Task<(IReadOnlyList<Message>? Thread, bool IsOld)> WaitForOwnTurnsAsync(TurnLease lease, TimeSpan limit,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<Message>? thread = null;
        bool isOld = false;
        long? restart = Transport.Memory.RestartOf(Id);
        if (lease.UnfinishedSince is null && restart is null)
        {
            return (thread, isOld);
        }

        try
        {
            if (lease.UnfinishedSince is { } since)
            {
                thread = await WaitForRunningTurnAsync(null, since, limit, cancellationToken).ConfigureAwait(false);
            }

            if (restart is { } restartedAt)
            {
                (thread, bool isReplayed) = await WaitForReplayAsync(restartedAt, limit, cancellationToken).ConfigureAwait(false);
                isOld = !isReplayed;
            }

            ForgetOwnTurns();
        }
        catch (AgentPlatformTimeoutException)
        {
            ForgetOwnTurns();
            throw;
        }

        return (thread, isOld);

        void ForgetOwnTurns()
        {
            lease.UnfinishedSince = null;
            Transport.Memory.MarkRestarted(Id, null);
        }
    }

    private void ReportQueued()
    {
        Log.TurnQueued(Transport.Logger, Id);
        Telemetry.Queued();
    }

    private async Task<TurnPlan> PlanAsync(SendOptions options, bool isBlocking, IReadOnlyList<Message>? thread, bool isOld, TimeSpan limit,
        CancellationToken cancellationToken)
    {
        string? mark = options.Mark ?? (options.MarkSends ? Guid.NewGuid().ToString("N") : null);
        bool hasImages = options.Attachments is { Count: > 0 };
        ThreadBaseline? baseline = await BaselineAsync(options, thread, isOld, limit, cancellationToken).ConfigureAwait(false);
        bool needsHarness = hasImages || (mark is not null && baseline is null && Transport.Heals);
        bool isOpenCode = !Transport.IsProxy
            && (needsHarness ? await IsOpenCodeAsync(cancellationToken).ConfigureAwait(false) : _agent.Harness.IsOpenCode);
        baseline ??= mark is not null && isOpenCode && Transport.Heals ? ThreadBaseline.Unknown : null;

        // With inline harnesses only the blocking call adds the agent's prompt to the first turn. The older proxy has only the
        // blocking call. In both cases a second request returns the events.
        bool isBeside = !isBlocking && (Transport.IsProxy
            || (baseline is { IsEmpty: true } && (await GetHarnessAsync(cancellationToken).ConfigureAwait(false)).IsInline));
        SentMessage sent = SentMessage.Of(options, mark, isBlocking || isBeside);
        return new TurnPlan
        {
            SessionId = Id,
            Options = options,
            Body = SendBody.Of(options, mark, imagesAsFiles: isOpenCode),
            Sent = sent,
            Baseline = baseline,
            HarnessSessionId = HarnessSessionId,
            IsBlocking = isBlocking || isBeside,
            StreamBeside = isBeside ? (ApiPath?)ApiPath.Of($"sessions/{Id}").Then(Transport.IsProxy ? "events" : "stream") : null,
            State = new TurnState(sent, baseline, options.AssembleReply, options.IncludeClaudeMessages),
        };
    }

    /// <summary>
    /// Reads the session's messages before sending. They are needed to recognize the sent message if its response is lost, and they show
    /// whether a turn of another process is running.
    /// </summary>
    private async Task<ThreadBaseline?> BaselineAsync(SendOptions options, IReadOnlyList<Message>? thread, bool isOld, TimeSpan limit,
        CancellationToken cancellationToken)
    {
        if (!Transport.Heals)
        {
            return null;
        }

        if (IsFresh)
        {
            // This object created the session, and no message has been sent since.
            IsFresh = false;
            return ThreadBaseline.Empty;
        }

        thread ??= await ThreadOrNullAsync(cancellationToken).ConfigureAwait(false);
        if (thread is not null && options.WaitForRunningTurn && (options.WaitForInitialReply || InitialTurn == InitialTurn.None))
        {
            thread = await WaitForRunningTurnAsync(thread, null, limit, cancellationToken).ConfigureAwait(false);
        }

        return thread is null ? null : ThreadBaseline.Of(thread, Transport.Memory.UnansweredIn(Id), isOld);
    }

    private bool IsTurnRunning(IReadOnlyList<Message> thread) => MessageThread.IsTurnRunning(thread, Transport.Memory.UnansweredIn(Id));

    /// <summary>Waits until the session's messages show that no turn is running.</summary>
    /// <param name="thread">The session's messages, if they have been read.</param>
    /// <param name="leftAt">When an earlier call of this client abandoned a turn, which the messages may not show yet; null for
    /// none.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The session's messages, if they could be read.</returns>
    private async Task<IReadOnlyList<Message>?> WaitForRunningTurnAsync(IReadOnlyList<Message>? thread, DateTimeOffset? leftAt,
        TimeSpan limit, CancellationToken cancellationToken)
    {
        if (Transport.IsProxy)
        {
            // The proxy has no call that shows it.
            return null;
        }

        Backoff poll = new(FirstPoll, LongestPoll, 1.5);
        long started = Transport.Time.GetTimestamp();
        long grewAt = started;
        int size = -1;
        int unreadable = 0;
        while (true)
        {
            thread ??= await ThreadOrNullAsync(cancellationToken).ConfigureAwait(false);
            bool wouldShow = leftAt is not { } left || Transport.Time.GetUtcNow() - left >= TurnRecovery.TimeToShow;
            if (thread is null ? ++unreadable >= UnreadableThreads && wouldShow : wouldShow && !IsTurnRunning(thread))
            {
                return thread;
            }

            if (thread is not null && MessageThread.SizeOf(thread) is var now && now != size)
            {
                size = now;
                grewAt = Transport.Time.GetTimestamp();
            }

            if (thread is not null && MessageThread.MayBeAbandoned(thread) && Transport.Options.StreamIdleTimeout is var idle
                && idle != Timeout.InfiniteTimeSpan && Transport.Time.GetElapsedTime(grewAt) >= idle)
            {
                // The turn of a killed opencode process stays unfinished forever. Sending is safe, because opencode queues a message if a
                // turn is running after all.
                return thread;
            }

            await TryRefreshAsync(cancellationToken).ConfigureAwait(false);
            if (Status.IsFinal)
            {
                // No turn runs in a session that has ended. The message reports the session's state, or makes the platform restore it.
                return thread;
            }

            string why = leftAt is null ? "a turn of another process is still running" : "an earlier turn is still running";
            await PauseWithinAsync(poll, started, limit, nameof(AgentPlatformOptions.QueueTimeout), why, cancellationToken,
                $" {nameof(AbortAsync)} or {nameof(RestartAsync)} ends that turn, and a message with "
                + $"{nameof(SendOptions)}.{nameof(SendOptions.WaitForRunningTurn)} = false does not wait for it.")
                .ConfigureAwait(false);
            thread = null;
        }
    }

    /// <summary>
    /// Waits for the replay after a restart, if the harness replays the conversation in the background. Until the replay appears, the
    /// platform returns the old messages. If it does not appear within two seconds, there is no replay.
    /// </summary>
    /// <returns>The session's messages, if they could be read, and whether the replay showed.</returns>
    private async Task<(IReadOnlyList<Message>? Thread, bool IsReplayed)> WaitForReplayAsync(long restartedAt, TimeSpan limit,
        CancellationToken cancellationToken)
    {
        Backoff poll = new(FirstPoll, LongestPoll, 1.5);
        long started = Transport.Time.GetTimestamp();
        long? shownAt = null;
        IReadOnlyList<Message>? first = null;
        while (true)
        {
            IReadOnlyList<Message>? thread = await ThreadOrNullAsync(cancellationToken).ConfigureAwait(false);
            first ??= thread;
            Message? replay = thread?.LastOrDefault(m => MessageThread.IsReplayedHistory(m)
                && (m.Info.SessionId is { } of ? of == HarnessSessionId : first!.All(f => f.Info.Id != m.Info.Id)));
            if (replay is not null)
            {
                shownAt ??= Transport.Time.GetTimestamp();
            }

            // With opencode the message appears shortly before its answer begins.
            bool isBegun = replay is not null
                && (MessageThread.IsWriting(thread!) || !MessageThread.OpenQuestions(thread!).Exists(q => q.Id == replay.Info.Id));
            if (isBegun || Transport.Time.GetElapsedTime(shownAt ?? restartedAt) >= TurnRecovery.TimeToShow)
            {
                bool isRunning = thread is not null && IsTurnRunning(thread);
                return (isRunning ? await WaitForRunningTurnAsync(thread, null, limit, cancellationToken).ConfigureAwait(false) : thread,
                    isRunning || shownAt is not null);
            }

            await PauseWithinAsync(poll, started, limit, nameof(AgentPlatformOptions.QueueTimeout),
                "the replay after its restart is still running", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the turn of the initial prompt has ended, if there is one.</summary>
    /// <returns>The session's messages, if they were read.</returns>
    private async Task<IReadOnlyList<Message>?> WaitForInitialTurnAsync(TimeSpan limit, string limitName, bool patient,
        CancellationToken cancellationToken)
    {
        Backoff poll = new(FirstPoll, LongestPoll, 1.5);
        long started = Transport.Time.GetTimestamp();
        while (InitialTurn != InitialTurn.None)
        {
            if (HasInitialReply || FailureReason is not null || Status.IsFinal)
            {
                InitialTurn = InitialTurn.None;
                break;
            }

            if (InitialTurn == InitialTurn.Unknown && Status == SessionStatus.Ready)
            {
                IReadOnlyList<Message>? thread = await ThreadOrNullAsync(cancellationToken).ConfigureAwait(false);
                bool settled = thread is null or { Count: 0 }
                    || !(MessageThread.IsFirstTurn(thread) && IsTurnRunning(thread));

                // The snapshot may be older than the reply, and a turn appears with a delay. A patient caller checks again.
                if (settled && (!patient || Transport.Time.GetElapsedTime(started) >= TurnRecovery.TimeToShow))
                {
                    InitialTurn = InitialTurn.None;
                    return thread;
                }
            }

            await PauseWithinAsync(poll, started, limit, limitName, "its initial prompt is still running",
                cancellationToken).ConfigureAwait(false);
            await TryRefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        return null;
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

    // Ignores a failure: if the sandbox or the session is missing, sending the message restores it or reports the problem.
    private Task<IReadOnlyList<Message>?> ThreadOrNullAsync(CancellationToken cancellationToken) =>
        new SessionProbe(Transport, Id).ReadThreadAsync(cancellationToken);

    /// <summary>Returns the agent's harness. Reads the agent once if the harness is not known.</summary>
    private async Task<HarnessId> GetHarnessAsync(CancellationToken cancellationToken)
    {
        if (_agent.Harness.Value.Length == 0)
        {
            try
            {
                Agent agent = await AgentCalls.GetAsync(Transport, AgentId, cancellationToken).ConfigureAwait(false);
                _agent = agent.ForSession;
            }
            catch (AgentPlatformNotFoundException)
            {
                // A session outlives its agent.
            }
        }

        return _agent.Harness;
    }

    /// <summary>
    /// Returns whether the harness is an opencode harness. If the agent can't be read, images are sent in the format of the other
    /// harnesses.
    /// </summary>
    private async Task<bool> IsOpenCodeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await GetHarnessAsync(cancellationToken).ConfigureAwait(false)).IsOpenCode;
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            Log.PollFailed(Transport.Logger, Id, e.Message);
            return false;
        }
    }

    private async Task PauseWithinAsync(Backoff poll, long started, TimeSpan limit, string limitName, string why,
        CancellationToken cancellationToken, string remedy = "")
    {
        TimeSpan left = limit == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : limit - Transport.Time.GetElapsedTime(started);
        if (left <= TimeSpan.Zero)
        {
            throw new AgentPlatformTimeoutException($"Session {Id}: {why} ({limitName}, {limit}). Nothing was sent.{remedy}")
            {
                Limit = limitName,
                IsTransient = true,
                Session = this,
            };
        }

        await poll.PauseAsync(left, Transport.Time, cancellationToken).ConfigureAwait(false);
    }
}

using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <content>The session's life cycle: refresh, wait until ready, terminate, restart.</content>
public partial class Session
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);

    /// <summary>Reads the session again (<c>GET /sessions/{id}</c>) and updates this object.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>This session.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual async Task<Session> RefreshAsync(CancellationToken cancellationToken = default)
    {
        Update(await SessionCalls.GetAsync(Transport, Id, cancellationToken).ConfigureAwait(false));
        return this;
    }

    /// <summary>Waits until the session accepts messages, by polling at growing intervals (<c>GET /sessions/{id}</c>).</summary>
    /// <param name="options">The timeout and the receiver of progress reports.</param>
    /// <param name="cancellationToken">Cancels waiting; the platform continues to create the session.</param>
    /// <returns>This session, which is ready.</returns>
    /// <exception cref="SessionFailedException">The session ended; the exception contains the reason and the last phase.</exception>
    /// <exception cref="AgentPlatformTimeoutException">The session was not ready in time; the exception contains this session, so that the
    /// caller can wait again or terminate it.</exception>
    /// <exception cref="AgentPlatformException">A request failed for another reason. Transient failures do not end the wait.</exception>
    public virtual Task<Session> WaitUntilReadyAsync(SessionReadyOptions? options = null, CancellationToken cancellationToken = default) =>
        Transport.TraceAsync(
            TracedOperation.WaitUntilReady,
            operation =>
            {
                operation?.Tag(Tags.ConversationId, Id).Tag(Tags.AgentId, AgentId);
                return BecomeReadyAsync(options ?? new SessionReadyOptions(), Transport.Time.GetTimestamp(), cancellationToken);
            });

    /// <summary>Waits until the session accepts messages.</summary>
    /// <param name="options">The timeout and the receiver of progress reports.</param>
    /// <param name="opened">The timestamp when this process requested the session or began to wait for it, for the metric.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    internal async Task<Session> BecomeReadyAsync(SessionReadyOptions options, long opened, CancellationToken cancellationToken)
    {
        TimeSpan limit = options.Timeout ?? Transport.Options.ReadyTimeout;
        TimeProvider time = Transport.Time;
        long started = time.GetTimestamp();
        Backoff poll = new(FirstPoll, LongestPoll, 1.5);
        (SessionStatus Status, SessionPhase? Phase, string? Detail)? reported = null;
        SessionPhase? lastPhase = null;
        while (true)
        {
            TimeSpan elapsed = time.GetElapsedTime(started);
            lastPhase = Phase ?? lastPhase;
            if (reported != (Status, Phase, PhaseDetail))
            {
                reported = (Status, Phase, PhaseDetail);
                Log.SessionProgressed(Transport.Logger, Id, Status, Phase?.Value ?? "-", elapsed);
                Telemetry.Progressed(Status, Phase?.Value ?? "-");
                options.Progress?.Report(new SessionProgress(Id, Status, Phase, PhaseDetail, elapsed));
            }

            if (Status == SessionStatus.Ready)
            {
                Telemetry.Ready(time.GetElapsedTime(opened));
                return this;
            }

            if (Status.IsFinal)
            {
                string why = FailureReason ?? "the platform gave no reason";
                throw Failed($"Session {Id} is {Status}, last in phase {lastPhase?.Value ?? "(none)"}: {why}.", lastPhase);
            }

            TimeSpan left = limit == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : limit - elapsed;
            if (left <= TimeSpan.Zero)
            {
                throw new AgentPlatformTimeoutException(
                    $"Session {Id} was still {Status} (phase {lastPhase?.Value ?? "none"}) "
                    + $"after {nameof(AgentPlatformOptions.ReadyTimeout)} ({limit}). The platform continues to create it: "
                    + $"call {nameof(WaitUntilReadyAsync)} to wait again, or {nameof(TerminateAsync)} to end it.")
                {
                    Limit = nameof(AgentPlatformOptions.ReadyTimeout),
                    IsTransient = true,
                    Session = this,
                };
            }

            await poll.PauseAsync(left, time, cancellationToken).ConfigureAwait(false);
            try
            {
                await RefreshAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (AgentPlatformException e) when (e.IsTransient || (int?)e.StatusCode >= 500)
            {
                // The platform may be restarting, for example. The session is not affected, and the timeout still applies.
                Log.PollFailed(Transport.Logger, Id, e.Message);
            }
        }
    }

    /// <summary>
    /// Ends the session and its sandbox (<c>DELETE /sessions/{id}</c>). A session that has already ended is not an error. If the session is
    /// still being created, the platform may start it nevertheless.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task TerminateAsync(CancellationToken cancellationToken = default) =>
        SessionCalls.DeleteAsync(Transport, Id, cancellationToken);

    /// <summary>
    /// Moves the session to a new sandbox (<c>POST /sessions/{id}/restart</c>) and updates this object. A session that has ended becomes
    /// usable again. The platform sends the conversation so far to the agent as one message, for which <b>a model turn runs</b>. The ids of
    /// all messages change, and so does <see cref="HarnessSessionId"/>.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting; the restart continues.</param>
    /// <returns>This session.</returns>
    /// <exception cref="AgentPlatformConflictException">The session is still being created.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformSandboxException">The platform could not create a new sandbox.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual async Task<Session> RestartAsync(CancellationToken cancellationToken = default)
    {
        Update(await SessionCalls.RestartAsync(Transport, Id, cancellationToken).ConfigureAwait(false));
        InitialTurn = InitialTurn.None;
        IsFresh = false;

        // Inline harnesses respond at once and replay in the background. A message that is sent during the replay would collide with it.
        bool mayReplay = !HasInitialReply && (_agent.Harness.IsInline || _agent.Harness.Value.Length == 0);
        Transport.Memory.MarkRestarted(Id, mayReplay ? Transport.Time.GetTimestamp() : null);
        return this;
    }

    /// <summary>Reads the conversation so far (<c>GET /sessions/{id}/messages</c>), the user's turns included.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>
    /// The messages, oldest first. While a turn runs, the last message may be a placeholder (<see cref="Message.IsPending"/>), which
    /// contains the user's text and is not a reply. The text of the first user message begins with instructions of the platform;
    /// <see cref="Message.OwnText"/> omits them.
    /// </returns>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformSandboxException">The sandbox did not answer.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<IReadOnlyList<Message>> GetMessagesAsync(CancellationToken cancellationToken = default) =>
        SessionCalls.GetMessagesAsync(Transport, Id, cancellationToken);

    /// <summary>
    /// Reads the timeline of the session (<c>GET /sessions/{id}/log</c>), with truncated texts. It does not contain turns that were sent as
    /// a stream.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The entries, oldest first.</returns>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    public virtual Task<IReadOnlyList<LogEntry>> GetLogAsync(CancellationToken cancellationToken = default) =>
        SessionCalls.GetLogAsync(Transport, Id, cancellationToken);

    private SessionFailedException Failed(string message, SessionPhase? lastPhase) => new(message)
    {
        Session = this,
        Status = Status,
        FailureReason = FailureReason,
        LastPhase = lastPhase,
    };
}

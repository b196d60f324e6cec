using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <content>From creating to dead.</content>
public partial class Session
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);

    /// <summary>Asks the platform for the session again (<c>GET /sessions/{id}</c>) and keeps what it says.</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>This session.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<Session> RefreshAsync(CancellationToken cancellationToken = default)
    {
        Take(await SessionCalls.GetAsync(Transport, Id, cancellationToken).ConfigureAwait(false));
        return this;
    }

    /// <summary>Waits until the session takes messages, asking often at first and less often later (<c>GET /sessions/{id}</c>).</summary>
    /// <param name="options">How long, and who is told of the progress.</param>
    /// <param name="cancellationToken">Cancels waiting; the session goes on being created.</param>
    /// <returns>This session, ready.</returns>
    /// <exception cref="SessionFailedException">It failed or died; says why and in which phase.</exception>
    /// <exception cref="AgentPlatformTimeoutException">It was not ready in time; carries this session: wait on, or end it.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong. Passing troubles of the platform do not end the
    /// wait.</exception>
    public virtual Task<Session> WaitUntilReadyAsync(SessionReadyOptions? options = null, CancellationToken cancellationToken = default) =>
        Transport.TraceAsync(
            TracedOperation.WaitUntilReady,
            operation =>
            {
                operation?.Tag(Tags.ConversationId, Id).Tag(Tags.AgentId, AgentId);
                return BecomeReadyAsync(options ?? new SessionReadyOptions(), Transport.Time.GetTimestamp(), cancellationToken);
            });

    /// <summary>Waits until the session takes messages.</summary>
    /// <param name="options">How long, and who is told of the progress.</param>
    /// <param name="opened">When the session was asked for, as far as this process knows, for the metric.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
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
                    + $"after {nameof(AgentPlatformOptions.ReadyTimeout)} ({limit}). It goes on being created: "
                    + $"wait on with {nameof(WaitUntilReadyAsync)}, or end it with {nameof(TerminateAsync)}.")
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
                // The platform being replaced, say: the session is none the worse, and the limit still holds.
                Log.PollFailed(Transport.Logger, Id, e.Message);
            }
        }
    }

    /// <summary>
    /// Ends the session and its sandbox (<c>DELETE /sessions/{id}</c>). One that is already dead is not an error. While a session is being
    /// created this is not final: the platform may still bring it up.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task TerminateAsync(CancellationToken cancellationToken = default) =>
        SessionCalls.DeleteAsync(Transport, Id, cancellationToken);

    /// <summary>
    /// Puts the session into a new sandbox (<c>POST /sessions/{id}/restart</c>) and keeps what the platform says. The conversation so far
    /// is replayed as one message, over which <b>a model turn is run</b>; the ids of all messages change, and so does
    /// <see cref="HarnessSessionId"/>. Revives a dead session.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting, not the restart.</param>
    /// <returns>This session.</returns>
    /// <exception cref="AgentPlatformConflictException">It is still being created.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformSandboxException">There is no new sandbox to be had.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<Session> RestartAsync(CancellationToken cancellationToken = default)
    {
        Take(await SessionCalls.RestartAsync(Transport, Id, cancellationToken).ConfigureAwait(false));
        InitialTurn = InitialTurn.None;
        IsFresh = false;

        // Inline harnesses answer at once and replay in the background: a message sent meanwhile would collide with the replay.
        bool mayReplay = !HasInitialReply
            && (_agent.Harness.Value is not { Length: > 0 } harness || harness.EndsWith("-brain-inline", StringComparison.Ordinal));
        Interlocked.Exchange(ref _restartedAt, mayReplay ? Math.Max(1, Transport.Time.GetTimestamp()) : 0);
        return this;
    }

    /// <summary>Reads the conversation so far (<c>GET /sessions/{id}/messages</c>), the user's turns included.</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>
    /// The messages, oldest first. While a turn runs a placeholder may stand at the end (<see cref="Message.IsPending"/>): it holds the
    /// user's text and is no reply. The text of the first user message begins with instructions of the platform;
    /// <see cref="Message.OwnText"/> leaves them out.
    /// </returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformSandboxException">The sandbox did not answer.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<IReadOnlyList<Message>> GetMessagesAsync(CancellationToken cancellationToken = default) =>
        SessionCalls.GetMessagesAsync(Transport, Id, cancellationToken);

    /// <summary>
    /// Reads the timeline (<c>GET /sessions/{id}/log</c>): what happened, with texts cut short. Turns sent as a stream are not in it.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The entries, oldest first.</returns>
    /// <exception cref="AgentPlatformException">Something went wrong.</exception>
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

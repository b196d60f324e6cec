namespace LiteLlm.AgentSdk.Testing;

/// <content>Control over sessions, and signals to wait for.</content>
public sealed partial class LocalAgentPlatform
{
    /// <summary>
    /// A session loses its sandbox: its running turns, its thread and its streams. A blocking send is recovered by the platform;
    /// <c>message_stream</c> and <c>events</c> say <c>error</c>; <c>stream</c> just ends. The next message gets a new sandbox.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    public void KillSandbox(string sessionId) => Session(sessionId).LoseSandbox();

    /// <summary>
    /// The platform's connections to a session's sandbox break, and the sandbox runs on. Streams end as with <see cref="KillSandbox"/>;
    /// a blocking send is sent to the sandbox a second time, beside the first.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    public void BreakHarnessConnection(string sessionId) => Session(sessionId).Harness?.BreakConnection();

    /// <summary>What the API calls <c>restart</c>: a new sandbox with the old history, for a live session or a dead one.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">Ends the wait, not the restart.</param>
    public Task RestartAsync(string sessionId, CancellationToken cancellationToken = default) =>
        Session(sessionId).RestartAsync().WaitAsync(cancellationToken);

    /// <summary>Ends a session as one that has been idle for too long.</summary>
    /// <param name="sessionId">The session's id.</param>
    public void EndSession(string sessionId) => Session(sessionId).EndAsIdle();

    /// <summary>A session's <c>status</c>.</summary>
    /// <param name="sessionId">The session's id.</param>
    public string GetStatus(string sessionId) => Session(sessionId).Status;

    /// <summary>Waits until a session has this status.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="status">The status, such as <c>ready</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForStatusAsync(string sessionId, string status, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Session(sessionId).Status == status, cancellationToken);

    /// <summary>Waits until no turn runs in a session, and it is not being created or rebuilt.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForIdleAsync(string sessionId, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Session(sessionId).IsIdle, cancellationToken);

    /// <summary>Waits until this many requests have wholly arrived.</summary>
    /// <param name="count">How many, since the start.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForRequestsAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => ReceivedRequests.Count >= count, cancellationToken);

    /// <summary>Waits until this many turns have started; see <see cref="PlatformCounters.TurnsStarted"/>.</summary>
    /// <param name="count">How many, since the start.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForTurnsStartedAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.TurnsStarted >= count, cancellationToken);

    /// <summary>Waits until this many turns have ended.</summary>
    /// <param name="count">How many, since the start.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForTurnsEndedAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.TurnsEnded >= count, cancellationToken);

    /// <summary>Waits until exactly this many streams are open.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForOpenStreamsAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.OpenStreams == count, cancellationToken);

    /// <summary>Waits until exactly this many requests are being answered.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForRequestsUnderWayAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.RequestsUnderWay == count, cancellationToken);
}

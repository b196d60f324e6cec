using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing;

/// <content>Control over sessions, and signals to wait for.</content>
public sealed partial class LocalAgentPlatform
{
    /// <summary>
    /// Removes the sandbox of a session, with its running turns, its thread and its streams. The platform recovers a blocking send.
    /// <c>message_stream</c> and <c>events</c> send an <c>error</c> event; <c>stream</c> ends without one. The next message gets a new
    /// sandbox.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    public void KillSandbox(string sessionId) => Session(sessionId).KillSandbox();

    /// <summary>
    /// Breaks the platform's connections to a session's sandbox; the sandbox keeps running. Streams end as with
    /// <see cref="KillSandbox"/>. The platform sends a blocking message to the sandbox a second time, while the first one still runs.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    public void BreakHarnessConnection(string sessionId) => Session(sessionId).Harness?.BreakConnection();

    /// <summary>
    /// Restarts the process of a session's harness. Streams end as with <see cref="KillSandbox"/>. opencode has stored its thread: the
    /// message of a running turn stays in the thread and never completes, and the session continues. The claude-agent-sdk harness has lost
    /// the session: the session stays <c>ready</c>, and its thread is the one that the platform has stored, without the running turn.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    public void KillHarnessProcess(string sessionId) => Session(sessionId).Harness?.KillProcess();

    /// <summary>Restarts a live or dead session, as <c>restart</c> of the API does: a new sandbox with the old history.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests. It stops the waiting, not the restart.</param>
    public Task RestartAsync(string sessionId, CancellationToken cancellationToken = default) =>
        Session(sessionId).RestartAsync().WaitAsync(cancellationToken);

    /// <summary>Ends a session, as the platform does after its idle time.</summary>
    /// <param name="sessionId">The session's id.</param>
    public void EndSession(string sessionId) => Session(sessionId).EndAsIdle();

    /// <summary>Writes a line to the output of a session's sandbox, which <c>sandbox_logs</c> returns.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="line">The line.</param>
    public void WriteSandboxLog(string sessionId, string line) => Session(sessionId).WriteOutput(line);

    /// <summary>Puts a file into one of a session's sandboxes, where <c>read-file</c> and <c>cat</c> find it.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="sandboxName">The sandbox's name.</param>
    /// <param name="path">The file's path.</param>
    /// <param name="content">The file's text.</param>
    public void WriteSandboxFile(string sessionId, string sandboxName, string path, string content) =>
        Session(sessionId).WriteSandboxFile(sandboxName, path, content);

    /// <summary>Adds a record to the ones that <c>interceptions</c> returns for a session.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="json">The record, as JSON.</param>
    public void AddInterception(string sessionId, [StringSyntax(StringSyntaxAttribute.Json)] string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Session(sessionId).AddInterception(Json.JsText.Of(document.RootElement));
    }

    /// <summary>Gets a copy of the artifacts that sessions have stored, in no specific order.</summary>
    public IReadOnlyList<StoredArtifact> Artifacts => [.. _platform.Artifacts.Values];

    /// <summary>Gets the <c>status</c> of a session.</summary>
    /// <param name="sessionId">The session's id.</param>
    public string GetStatus(string sessionId) => Session(sessionId).Status;

    /// <summary>Waits until a session has the specified status.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="status">The status, such as <c>ready</c>.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task WaitForStatusAsync(string sessionId, string status, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Session(sessionId).Status == status, cancellationToken);

    /// <summary>Waits until a session runs no turn and is not being created or restored.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task WaitForIdleAsync(string sessionId, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Session(sessionId).IsIdle, cancellationToken);

    /// <summary>Waits until the specified number of requests has arrived completely.</summary>
    /// <param name="count">The number since the platform's start.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task WaitForRequestsAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => ReceivedRequests.Count >= count, cancellationToken);

    /// <summary>
    /// Waits until the specified number of turns has started. Their messages are then in the thread, and the open streams have sent their
    /// first events. See <see cref="PlatformCounters.TurnsStarted"/>.
    /// </summary>
    /// <param name="count">The number since the platform's start.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task WaitForTurnsStartedAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.TurnsAnnounced >= count, cancellationToken);

    /// <summary>Waits until the specified number of turns has ended.</summary>
    /// <param name="count">The number since the platform's start.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task WaitForTurnsEndedAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.TurnsEnded >= count, cancellationToken);

    /// <summary>Waits until exactly the specified number of streams is open.</summary>
    /// <param name="count">The number.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task WaitForOpenStreamsAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.OpenStreams == count, cancellationToken);

    /// <summary>Waits until exactly the specified number of requests is being processed.</summary>
    /// <param name="count">The number.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task WaitForRequestsUnderWayAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.RequestsUnderWay == count, cancellationToken);
}

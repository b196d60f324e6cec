using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

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

    /// <summary>
    /// The process of a session's harness dies, and is back at once; streams end as with <see cref="KillSandbox"/>. opencode has stored its
    /// thread: the message of a running turn stays in it without completion
    /// forever, and the session goes on. The claude-agent-sdk harness has forgotten the session: it stays <c>ready</c>, its thread is what
    /// the platform had stored, without the running turn.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    public void KillHarnessProcess(string sessionId) => Session(sessionId).Harness?.LoseProcess();

    /// <summary>What the API calls <c>restart</c>: a new sandbox with the old history, for a live session or a dead one.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">Cancels waiting, not the restart.</param>
    public Task RestartAsync(string sessionId, CancellationToken cancellationToken = default) =>
        Session(sessionId).RestartAsync().WaitAsync(cancellationToken);

    /// <summary>Ends a session as one that has been idle for too long.</summary>
    /// <param name="sessionId">The session's id.</param>
    public void EndSession(string sessionId) => Session(sessionId).EndAsIdle();

    /// <summary>Writes a line to the output of a session's sandbox, which <c>sandbox_logs</c> shows.</summary>
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

    /// <summary>Adds a record to what <c>interceptions</c> answers for a session.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="json">The record, as JSON.</param>
    public void AddInterception(string sessionId, [StringSyntax(StringSyntaxAttribute.Json)] string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Session(sessionId).AddInterception(Json.JsText.Of(document.RootElement));
    }

    /// <summary>Gets the artifacts that sessions have stored, in no order; a copy.</summary>
    public IReadOnlyList<StoredArtifact> Artifacts => [.. _platform.Artifacts.Values];

    /// <summary>A session's <c>status</c>.</summary>
    /// <param name="sessionId">The session's id.</param>
    public string GetStatus(string sessionId) => Session(sessionId).Status;

    /// <summary>Waits until a session has this status.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="status">The status, such as <c>ready</c>.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task WaitForStatusAsync(string sessionId, string status, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Session(sessionId).Status == status, cancellationToken);

    /// <summary>Waits until no turn runs in a session, and it is not being created or rebuilt.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task WaitForIdleAsync(string sessionId, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Session(sessionId).IsIdle, cancellationToken);

    /// <summary>Waits until this many requests have wholly arrived.</summary>
    /// <param name="count">How many, since the start.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task WaitForRequestsAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => ReceivedRequests.Count >= count, cancellationToken);

    /// <summary>
    /// Waits until this many turns have started, and their messages are in the thread and announced to the open streams; see <see
    /// cref="PlatformCounters.TurnsStarted"/>.
    /// </summary>
    /// <param name="count">How many, since the start.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task WaitForTurnsStartedAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.TurnsBegun >= count, cancellationToken);

    /// <summary>Waits until this many turns have ended.</summary>
    /// <param name="count">How many, since the start.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task WaitForTurnsEndedAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.TurnsEnded >= count, cancellationToken);

    /// <summary>Waits until exactly this many streams are open.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task WaitForOpenStreamsAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.OpenStreams == count, cancellationToken);

    /// <summary>Waits until exactly this many requests are being answered.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task WaitForRequestsUnderWayAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.RequestsUnderWay == count, cancellationToken);
}

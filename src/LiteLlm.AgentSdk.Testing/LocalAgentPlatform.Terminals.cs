namespace LiteLlm.AgentSdk.Testing;

/// <content>The terminals of sessions.</content>
public sealed partial class LocalAgentPlatform
{
    /// <summary>Breaks all connections to a session's terminal without a word (the client sees 1006). Its program runs on.</summary>
    /// <param name="sessionId">The session's id.</param>
    public void DropTerminals(string sessionId) => Session(sessionId).Harness?.Terminal?.CloseClients(null);

    /// <summary>
    /// Closes all connections to a session's terminal, with what the real platform closes them with. Its program runs on.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="code">1001 for a pod that is being restarted, 1008 for a token that is no longer good, 1005 for no code.</param>
    public void CloseTerminals(string sessionId, int code) => Session(sessionId).Harness?.Terminal?.CloseClients(code);

    /// <summary>Waits until exactly this many connections to terminals are open.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task WaitForOpenTerminalsAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.OpenTerminals == count, cancellationToken);
}

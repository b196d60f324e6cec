namespace LiteLlm.AgentSdk.Testing;

/// <content>The terminals of sessions.</content>
public sealed partial class LocalAgentPlatform
{
    /// <summary>
    /// Breaks all connections to a session's terminal without a close frame (status 1006 for the client). Its program keeps running.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    public void DropTerminals(string sessionId) => Session(sessionId).Harness?.Terminal?.CloseClients(null);

    /// <summary>
    /// Closes all connections to a session's terminal, with the close reasons of the real platform. Its program keeps running.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="code">1001 for a pod that restarts, 1008 for a token that is no longer valid, 1005 for no code.</param>
    public void CloseTerminals(string sessionId, int code) => Session(sessionId).Harness?.Terminal?.CloseClients(code);

    /// <summary>Waits until exactly the specified number of connections to terminals is open.</summary>
    /// <param name="count">The number.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task WaitForOpenTerminalsAsync(int count, CancellationToken cancellationToken = default) =>
        _platform.Signal.WaitUntilAsync(() => Counters.OpenTerminals == count, cancellationToken);
}

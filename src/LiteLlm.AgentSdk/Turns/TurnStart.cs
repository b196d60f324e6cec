using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>A turn that may begin. It holds the session's gate until disposed.</summary>
internal sealed class TurnStart(PlatformTransport transport, TurnLease? lease, TurnPlan plan) : IDisposable
{
    // The caller waits for the abort, so it must be short.
    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(10);

    public TurnPlan Plan => plan;

    /// <summary>
    /// Records that the caller left a turn that may still run, so that the next message waits for its end. Aborts the turn if wanted.
    /// </summary>
    /// <param name="abort">true to abort the turn; otherwise, false.</param>
    /// <param name="hasShown">true if the thread already shows the turn; otherwise, false.</param>
    public async ValueTask LeaveAsync(bool abort, bool hasShown)
    {
        if (lease is not null)
        {
            lease.UnfinishedSince = transport.Time.GetUtcNow() - (hasShown ? TurnRecovery.TimeToShow : TimeSpan.Zero);
        }

        if (abort)
        {
            await TryAbortAsync(transport, plan.SessionId, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Aborts the turn of a session. A failure is logged: it must not replace what ended the turn.</summary>
    /// <returns>true if the turn was aborted; otherwise, false.</returns>
    public static async ValueTask<bool> TryAbortAsync(PlatformTransport transport, string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            await SessionCalls.AbortAsync(transport, sessionId, AbortTimeout, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.AbortFailed(transport.Logger, sessionId, e.Message);
            return false;
        }
    }

    public void Dispose() => lease?.Dispose();
}

using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>A turn that may begin. It holds the session's gate until disposed.</summary>
internal sealed class TurnStart(PlatformTransport transport, TurnLease? lease, TurnPlan plan) : IDisposable
{
    // The caller waits for this abort while it leaves the turn, so it must be short.
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

        if (!abort)
        {
            return;
        }

        try
        {
            await SessionCalls.AbortAsync(transport, plan.SessionId, AbortTimeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // A failed abort must not replace the exception or the cancellation that ended the turn.
            Log.AbortFailed(transport.Logger, plan.SessionId, e.Message);
        }
    }

    public void Dispose() => lease?.Dispose();
}

using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>A turn that may begin: the session's turn is held until it is disposed.</summary>
internal sealed class TurnStart(PlatformTransport transport, TurnLease? lease, TurnPlan plan) : IDisposable
{
    // An abort on the way out does not keep the caller for long.
    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(10);

    public TurnPlan Plan => plan;

    /// <summary>
    /// Notes that the turn was left while it may still run, so that the next message waits for its end, and aborts it if wanted.
    /// </summary>
    /// <param name="abort">Whether to abort it.</param>
    /// <param name="hasShown">Whether the thread shows the turn already.</param>
    public async ValueTask LeaveAsync(bool abort, bool hasShown)
    {
        if (lease is not null)
        {
            lease.UnfinishedSince = transport.Time.GetUtcNow() - (hasShown ? TurnRecovery.Shows : TimeSpan.Zero);
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
            // The caller is on the way out with a better reason.
            Log.AbortFailed(transport.Logger, plan.SessionId, e.Message);
        }
    }

    public void Dispose() => lease?.Dispose();
}

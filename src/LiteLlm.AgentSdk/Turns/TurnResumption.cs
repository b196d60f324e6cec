using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>Follows a turn that was begun before.</summary>
internal static class TurnResumption
{
    /// <summary>Follows a turn on from a checkpoint.</summary>
    public static TurnStream Begin(PlatformTransport transport, TurnCheckpoint checkpoint, CancellationToken cancellationToken) =>
        Begin(transport, checkpoint.SessionId, state => state.Resume(checkpoint), cancellationToken);

    /// <summary>Follows a turn whose beginning is told to its state when the enumeration begins.</summary>
    public static TurnStream Begin(PlatformTransport transport, string sessionId, Action<TurnState> resume,
        CancellationToken cancellationToken) =>
        new(caller => new TurnDriver(
            transport,
            token => StartAsync(transport, sessionId, resume, token),
            new SendOptions(),
            () =>
            {
                TracedTurn? traced = TracedTurn.Start(transport, sessionId, default, message: null);
                traced?.Streams(isResumed: true);
                return traced;
            },
            cancellationToken,
            caller));

    private static async Task<TurnStart> StartAsync(PlatformTransport transport, string sessionId, Action<TurnState> resume,
        CancellationToken cancellationToken)
    {
        TurnState state = new(sent: null);
        resume(state);
        TurnLease lease =
            await transport.Gates.EnterAsync(sessionId, transport.Options.QueueTimeout, null, cancellationToken).ConfigureAwait(false);

        // An unfinished turn that an earlier call left is this very turn, or one before it.
        lease.UnfinishedSince = null;
        return new TurnStart(transport, lease, new TurnPlan { SessionId = sessionId, State = state, Options = new SendOptions() });
    }
}

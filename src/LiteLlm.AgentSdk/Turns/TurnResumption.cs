using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>Follows a turn that was started earlier.</summary>
internal static class TurnResumption
{
    /// <summary>Follows a turn from a checkpoint.</summary>
    public static TurnStream Begin(PlatformTransport transport, TurnCheckpoint checkpoint, CancellationToken cancellationToken) =>
        Begin(transport, checkpoint.SessionId, state => state.Resume(checkpoint), cancellationToken);

    /// <summary>Follows a turn. When the enumeration begins, <paramref name="resume"/> tells the state where to begin.</summary>
    public static TurnStream Begin(PlatformTransport transport, string sessionId, Action<TurnState> resume,
        CancellationToken cancellationToken) =>
        new(caller => new TurnDriver(
            transport,
            _ => Start(transport, sessionId, resume),
            new SendOptions(),
            () =>
            {
                TracedTurn? traced = TracedTurn.Start(transport, sessionId, default, message: null);
                traced?.Streams(isResumed: true);
                return traced;
            },
            cancellationToken,
            caller));

    private static Task<TurnStart> Start(PlatformTransport transport, string sessionId, Action<TurnState> resume)
    {
        TurnState state = new(sent: null, givesClaudeMessages: false);
        resume(state);
        TurnLease? lease = transport.Gates.TryEnter(sessionId);
        if (lease is not null)
        {
            // A turn that an earlier call left unfinished is this turn, or one before it, so no message has to wait for it any more.
            lease.UnfinishedSince = null;
        }

        TurnPlan plan = new() { SessionId = sessionId, State = state, Options = new SendOptions() };
        return Task.FromResult(new TurnStart(transport, lease, plan));
    }
}

using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>Follows a turn that was started earlier, from a checkpoint.</summary>
internal static class TurnResumption
{
    public static TurnStream Begin(PlatformTransport transport, TurnCheckpoint checkpoint, CancellationToken cancellationToken) =>
        new(caller => new TurnDriver(transport, _ => Task.FromResult(Start(transport, checkpoint)), new SendOptions(),
            () => TracedTurn.Start(transport, checkpoint.SessionId, default, message: null, isStreamed: true), cancellationToken, caller));

    private static TurnStart Start(PlatformTransport transport, TurnCheckpoint checkpoint)
    {
        TurnState state = new(sent: null, givesClaudeMessages: false);
        state.Resume(checkpoint);
        TurnLease? lease = transport.Gates.TryEnter(checkpoint.SessionId);
        if (lease is not null)
        {
            // A turn that an earlier call left unfinished is this turn, or one before it, so no message has to wait for it any more.
            lease.UnfinishedSince = null;
        }

        return new TurnStart(transport, lease,
            new TurnPlan { SessionId = checkpoint.SessionId, State = state, Options = new SendOptions() });
    }
}

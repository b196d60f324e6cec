using System.Runtime.CompilerServices;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>Takes a turn up from a token.</summary>
internal static class TurnResumption
{
    public static async IAsyncEnumerable<TurnUpdate> RunAsync(PlatformTransport transport, TurnToken token, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using TurnClock clock = new(transport, transport.Options.TurnTimeout, cancellationToken);
        TurnAssembler turn = new(sent: null);
        turn.Resume(token);
        TurnLookup lookup = new(transport, token.SessionId, sent: null, baseline: null);
        AgentPlatformException lost = new($"The turn of session {token.SessionId} is taken up from a token.");
        TurnPosition position = new(turn, token.SessionId);
        IAsyncEnumerable<TurnUpdate> updates = new TurnFollower(transport, token.SessionId, turn, lookup).RunAsync(null, lost, clock.Token);
        await foreach (TurnUpdate update in clock.Watch(updates, token.SessionId, turn).ConfigureAwait(false))
        {
            turn.Hand(update);
            yield return update with { Position = position };
        }

        Reply reply = turn.ToReply();
        yield return new TurnCompleted(reply);
        if (reply.Error is { } error)
        {
            throw TurnErrors.Failed(token.SessionId, reply, error);
        }
    }
}

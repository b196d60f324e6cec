using System.Runtime.CompilerServices;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>A turn as updates, whichever way it is sent.</summary>
internal static class TurnUpdates
{
    public static IAsyncEnumerable<TurnUpdate> Send(Session session, string text, bool isStreamed, bool abortWhenAbandoned, CancellationToken cancellationToken)
    {
        SendOptions options = new() { Text = text, ThrowOnFailure = false, AbortWhenAbandoned = abortWhenAbandoned };
        return isStreamed ? session.SendStreamingAsync(options, cancellationToken) : SendBlockingAsync(session, options, cancellationToken);
    }

    private static async IAsyncEnumerable<TurnUpdate> SendBlockingAsync(Session session, SendOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new TurnCompleted { Reply = await session.SendAsync(options, cancellationToken).ConfigureAwait(false) };
    }
}

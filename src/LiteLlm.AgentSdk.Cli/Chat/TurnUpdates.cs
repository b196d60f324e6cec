using System.Runtime.CompilerServices;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>A turn as updates, whichever way it is begun.</summary>
internal static class TurnUpdates
{
    /// <summary>The words shown when a running turn is followed.</summary>
    public const string Following = "A turn is running; following it.";

    public static IAsyncEnumerable<TurnUpdate> Send(Session session, string text, bool isStreamed, bool abortWhenAbandoned,
        CancellationToken cancellationToken)
    {
        SendOptions options = new() { Text = text, ThrowOnFailure = false, AbortWhenAbandoned = abortWhenAbandoned };
        return isStreamed ? session.SendStreamingAsync(options, cancellationToken) : SendBlockingAsync(session, options, cancellationToken);
    }

    /// <summary>Follows a turn that somebody else has begun, from its first word on.</summary>
    public static IAsyncEnumerable<TurnUpdate> Resume(AgentPlatformClient platform, Session session, string message,
        CancellationToken cancellationToken) =>
        platform.ResumeTurnAsync(new TurnCheckpoint { SessionId = session.Id, UserMessageId = message }, cancellationToken);

    private static async IAsyncEnumerable<TurnUpdate> SendBlockingAsync(Session session, SendOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new TurnCompleted { Reply = await session.SendAsync(options, cancellationToken).ConfigureAwait(false) };
    }
}

using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>A turn as updates, whichever way it is begun.</summary>
internal static class TurnUpdates
{
    /// <summary>The words shown when a running turn is followed.</summary>
    public const string Following = "A turn is running; following it.";

    public static IAsyncEnumerable<TurnUpdate> Send(Session session, SendOptions message, bool isStreamed, bool abortWhenAbandoned,
        CancellationToken cancellationToken)
    {
        SendOptions options = message with { ThrowOnFailure = false, AbortWhenAbandoned = abortWhenAbandoned };
        return isStreamed ? session.SendStreamingAsync(options, cancellationToken) : SendBlockingAsync(session, options, cancellationToken);
    }

    /// <summary>Follows a turn that somebody else has begun, from its first word on.</summary>
    public static IAsyncEnumerable<TurnUpdate> Resume(AgentPlatformClient platform, Session session, EarlierTurns earlier,
        CancellationToken cancellationToken) =>
        new LiveTurn(earlier).FollowAsync(
            platform.ResumeTurnAsync(new TurnCheckpoint { SessionId = session.Id, UserMessageId = earlier.Running! }, cancellationToken),
            cancellationToken);

    private static async IAsyncEnumerable<TurnUpdate> SendBlockingAsync(Session session, SendOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<TurnUpdate> updates = Channel.CreateUnbounded<TurnUpdate>(new() { SingleReader = true });
        ActionProgress<TurnUpdate> progress = new(update => updates.Writer.TryWrite(update));
        Task<Reply> sending = SendAsync();

        // What becomes of the connection is told at once; the reply when it is whole.
        await foreach (TurnUpdate update in updates.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (update is TurnStarted or TurnReconnecting or TurnHealed)
            {
                yield return update;
            }
        }

        yield return new TurnCompleted { Reply = await sending.ConfigureAwait(false) };

        async Task<Reply> SendAsync()
        {
            try
            {
                return await session.SendAsync(options with { Progress = progress }, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                updates.Writer.TryComplete();
            }
        }
    }
}

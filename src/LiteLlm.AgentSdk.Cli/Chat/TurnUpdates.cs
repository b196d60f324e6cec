using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>Gets the updates of a turn, for each way to begin it.</summary>
internal static class TurnUpdates
{
    /// <summary>The text for a running turn that is followed.</summary>
    public const string Following = "A turn is running; following it.";

    public static IAsyncEnumerable<TurnUpdate> Send(Session session, SendOptions message, bool isStreamed, bool abortWhenAbandoned,
        CancellationToken cancellationToken)
    {
        SendOptions options = message with { ThrowOnFailure = false, AbortWhenAbandoned = abortWhenAbandoned };
        return isStreamed ? session.SendStreamingAsync(options, cancellationToken) : SendBlockingAsync(session, options, cancellationToken);
    }

    /// <summary>Follows a turn of another client, from its beginning.</summary>
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

        // Changes of the connection are reported at once; the reply when it is complete.
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

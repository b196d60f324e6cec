namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>The ways of following a turn.</summary>
internal static class Talk
{
    /// <summary>Sends a message, follows its turn to the end, and returns the received turn.</summary>
    public static Task<StreamedTurn> StreamAsync(
        Session session, string text, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamedTurn.ReadAsync(Updates(session, text, options, cancellationToken), cancellationToken);

    public static IAsyncEnumerable<TurnUpdate> Updates(
        Session session, string text, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        session.SendStreamingAsync(text, options, cancellationToken);

    /// <summary>Returns the checkpoint from which another process resumes; null if there is none yet.</summary>
    public static string? Checkpoint(TurnUpdate update) => update.CreateCheckpoint()?.ToString();

    public static Task<StreamedTurn> ResumeAsync(AgentPlatformClient platform, string checkpoint) =>
        StreamedTurn.ReadAsync(platform.ResumeTurnAsync(TurnCheckpoint.Parse(checkpoint)), CancellationToken.None);

    /// <summary>Follows the current or next turn of a session.</summary>
    public static IAsyncEnumerable<SessionEvent> FollowTurn(Session session, CancellationToken cancellationToken = default) =>
        session.FollowTurnAsync(cancellationToken);

    /// <summary>Follows a session's own events.</summary>
    public static IAsyncEnumerable<SessionEvent> FollowSession(
        Session session, bool follow, CancellationToken cancellationToken = default) =>
        session.FollowAsync(new FollowOptions { StopAfterTurn = !follow }, cancellationToken);

    public static IAsyncEnumerable<ClaudeMessage> FollowClaude(Session session, CancellationToken cancellationToken = default) =>
        session.ClaudeMessagesAsync(follow: false, cancellationToken);

    /// <summary>Reads events in the background. The first event completes <see cref="Opened"/>.</summary>
    public sealed class Listener<T>
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Listener(
            Func<CancellationToken, IAsyncEnumerable<T>> source,
            Func<T, bool>? isOpened = null,
            CancellationToken cancellationToken = default) =>
            All = ReadAsync(source, isOpened ?? (static _ => true), cancellationToken);

        public Task Opened => Task.WhenAny(_opened.Task, All);

        public Task<List<T>> All { get; }

        private async Task<List<T>> ReadAsync(
            Func<CancellationToken, IAsyncEnumerable<T>> source, Func<T, bool> isOpened, CancellationToken cancellationToken)
        {
            List<T> all = [];
            try
            {
                await foreach (T item in source(cancellationToken))
                {
                    all.Add(item);
                    if (isOpened(item))
                    {
                        _opened.TrySetResult();
                    }
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The test has seen enough.
            }

            return all;
        }
    }
}

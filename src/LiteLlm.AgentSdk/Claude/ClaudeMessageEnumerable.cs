namespace LiteLlm.AgentSdk;

/// <summary>
/// The messages of the Claude Agent SDK among the events of a stream. Cancellation and exceptions are those of the stream.
/// </summary>
internal sealed class ClaudeMessageEnumerable(IAsyncEnumerable<SessionEvent> events) : IAsyncEnumerable<ClaudeMessage>
{
    public IAsyncEnumerator<ClaudeMessage> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Enumerator(events.GetAsyncEnumerator(cancellationToken));

    private sealed class Enumerator(IAsyncEnumerator<SessionEvent> events) : IAsyncEnumerator<ClaudeMessage>
    {
        public ClaudeMessage Current { get; private set; } = null!;

        public async ValueTask<bool> MoveNextAsync()
        {
            while (await events.MoveNextAsync().ConfigureAwait(false))
            {
                if (events.Current is ClaudeSdkMessageEvent message)
                {
                    Current = ClaudeMessage.From(message);
                    return true;
                }
            }

            return false;
        }

        public ValueTask DisposeAsync() => events.DisposeAsync();
    }
}

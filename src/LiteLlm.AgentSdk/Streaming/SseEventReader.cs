namespace LiteLlm.AgentSdk;

/// <summary>
/// From the bytes of an event stream to its events. It yields what arrives and ends where the body ends; what that means is for others to
/// say.
/// </summary>
internal static class SseEventReader
{
    public static IAsyncEnumerable<SessionEvent> ReadAsync(Stream stream, CancellationToken cancellationToken = default) =>
        ReadAsync(stream, int.MaxValue, cancellationToken);

    /// <param name="stream">The body. It is not disposed here.</param>
    /// <param name="maxEventBytes">The most that one event may have.</param>
    /// <param name="cancellationToken">Ends the wait, unless the enumeration gets a token of its own.</param>
    public static IAsyncEnumerable<SessionEvent> ReadAsync(Stream stream, int maxEventBytes, CancellationToken cancellationToken) =>
        new Events(stream, maxEventBytes, cancellationToken);

    // By hand: what is in the buffer already passes without a state machine.
    private sealed class Events(Stream stream, int maxEventBytes, CancellationToken readerToken) : IAsyncEnumerable<SessionEvent>
    {
        public IAsyncEnumerator<SessionEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            new Enumerator(stream, maxEventBytes, cancellationToken.CanBeCanceled ? cancellationToken : readerToken);
    }

    private sealed class Enumerator(Stream stream, int maxEventBytes, CancellationToken cancellationToken) : IAsyncEnumerator<SessionEvent>
    {
        private readonly SseFrames _frames = new(maxEventBytes);

        public SessionEvent Current { get; private set; } = null!;

        public ValueTask<bool> MoveNextAsync() => TryDecode() ? new ValueTask<bool>(true) : FillAsync();

        public ValueTask DisposeAsync()
        {
            _frames.Dispose();
            return ValueTask.CompletedTask;
        }

        private bool TryDecode()
        {
            while (_frames.TryRead(out ReadOnlySpan<byte> data))
            {
                if (!data.IsEmpty)
                {
                    Current = EventDecoder.Decode(data);
                    return true;
                }
            }

            return false;
        }

        private async ValueTask<bool> FillAsync()
        {
            while (await _frames.FillAsync(stream, cancellationToken).ConfigureAwait(false) > 0)
            {
                if (TryDecode())
                {
                    return true;
                }
            }

            return false;
        }
    }
}

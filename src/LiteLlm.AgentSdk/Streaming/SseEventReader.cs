namespace LiteLlm.AgentSdk;

/// <summary>
/// From the bytes of an event stream to its events. It yields what arrives and ends where the body ends; what that means is for others to
/// say.
/// </summary>
internal static class SseEventReader
{
    public static IAsyncEnumerable<SessionEvent> ReadAsync(Stream stream, CancellationToken cancellationToken = default) =>
        ReadAsync(stream, int.MaxValue, skipsClaudeMessages: false, cancellationToken);

    /// <param name="stream">The body. It is not disposed here.</param>
    /// <param name="maxEventBytes">The most that one event may have.</param>
    /// <param name="skipsClaudeMessages">
    /// Whether messages of the Claude Agent SDK are left out: <see cref="ClaudeSdkMessageEvent.Skipped"/> stands in their places.
    /// </param>
    /// <param name="cancellationToken">Cancels reading, unless the enumeration gets a token of its own.</param>
    public static IAsyncEnumerable<SessionEvent> ReadAsync(Stream stream, int maxEventBytes, bool skipsClaudeMessages,
        CancellationToken cancellationToken) =>
        new Events(stream, maxEventBytes, skipsClaudeMessages, cancellationToken);

    // By hand: what is in the buffer already passes without a state machine.
    private sealed class Events(Stream stream, int maxEventBytes, bool skipsClaudeMessages, CancellationToken readerToken)
        : IAsyncEnumerable<SessionEvent>
    {
        public IAsyncEnumerator<SessionEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            new Enumerator(stream, maxEventBytes, skipsClaudeMessages, cancellationToken.CanBeCanceled ? cancellationToken : readerToken);
    }

    private sealed class Enumerator(Stream stream, int maxEventBytes, bool skipsClaudeMessages, CancellationToken cancellationToken)
        : IAsyncEnumerator<SessionEvent>
    {
        private readonly SseFrames _frames = new(maxEventBytes);
        private readonly DeltaTemplate _deltas = new();

        // How the platform begins a frame with a message of the Claude Agent SDK.
        private static ReadOnlySpan<byte> ClaudeMessage => """{"type":"harness_event","event":{"type":"claude_sdk_message","""u8;

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
                    Current = Decode(data);
                    return true;
                }
            }

            return false;
        }

        private SessionEvent Decode(ReadOnlySpan<byte> data)
        {
            if (_deltas.TryRead(data, out MessagePartDeltaEvent? delta))
            {
                return delta;
            }

            if (skipsClaudeMessages && data.StartsWith(ClaudeMessage))
            {
                return ClaudeSdkMessageEvent.IsStart(data) ? ClaudeSdkMessageEvent.SkippedStart : ClaudeSdkMessageEvent.Skipped;
            }

            SessionEvent value = EventDecoder.Decode(data);
            if (value is MessagePartDeltaEvent read)
            {
                _deltas.Remember(data, read);
            }

            return value;
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

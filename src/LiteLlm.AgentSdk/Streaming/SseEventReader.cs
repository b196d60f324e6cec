namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads the events from the bytes of an event stream. The sequence ends when the body ends; the caller decides whether the turn ended too.
/// </summary>
internal static class SseEventReader
{
    public static IAsyncEnumerable<SessionEvent> ReadAsync(Stream stream, CancellationToken cancellationToken = default) =>
        ReadAsync(stream, int.MaxValue, skipsClaudeMessages: false, cancellationToken);

    /// <param name="stream">The body. It is not disposed.</param>
    /// <param name="maxEventBytes">The largest size of one event, in bytes.</param>
    /// <param name="skipsClaudeMessages">
    /// Whether messages of the Claude Agent SDK are skipped: <see cref="ClaudeSdkMessageEvent.Skipped"/> is yielded in their place.
    /// </param>
    /// <param name="cancellationToken">Cancels reading, unless <c>GetAsyncEnumerator</c> gets another token.</param>
    public static IAsyncEnumerable<SessionEvent> ReadAsync(Stream stream, int maxEventBytes, bool skipsClaudeMessages,
        CancellationToken cancellationToken) =>
        new Events(stream, maxEventBytes, skipsClaudeMessages, cancellationToken);

    // Written by hand, not as an iterator: events that are already in the buffer are returned without an async state machine.
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

        // The beginning of each frame with a message of the Claude Agent SDK.
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

using System.Net.ServerSentEvents;

namespace LiteLlm.AgentSdk;

/// <summary>From the bytes of an event stream to its events. It yields what arrives and ends where the body ends; what that means is for others to say.</summary>
internal static class SseEventReader
{
    public static IAsyncEnumerable<SessionEvent> ReadAsync(Stream stream, CancellationToken cancellationToken = default) => new Events(stream, cancellationToken);

    // By hand: what is in the buffer already passes without a state machine of its own.
    private sealed class Events(Stream stream, CancellationToken readerToken) : IAsyncEnumerable<SessionEvent>
    {
        public IAsyncEnumerator<SessionEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            SseParser<SessionEvent?> parser = SseParser.Create(stream, static (_, data) => data.IsEmpty ? null : EventDecoder.Decode(data));
            return new Enumerator(parser.EnumerateAsync(readerToken).GetAsyncEnumerator(cancellationToken));
        }
    }

    private sealed class Enumerator(IAsyncEnumerator<SseItem<SessionEvent?>> items) : IAsyncEnumerator<SessionEvent>
    {
        public SessionEvent Current { get; private set; } = null!;

        public ValueTask<bool> MoveNextAsync()
        {
            while (true)
            {
                ValueTask<bool> next = items.MoveNextAsync();
                if (!next.IsCompletedSuccessfully)
                {
                    return AwaitAsync(next);
                }

                if (!next.Result)
                {
                    return new ValueTask<bool>(false);
                }

                if (items.Current.Data is { } value)
                {
                    Current = value;
                    return new ValueTask<bool>(true);
                }
            }
        }

        public ValueTask DisposeAsync() => items.DisposeAsync();

        private async ValueTask<bool> AwaitAsync(ValueTask<bool> next)
        {
            while (await next.ConfigureAwait(false))
            {
                if (items.Current.Data is { } value)
                {
                    Current = value;
                    return true;
                }

                next = items.MoveNextAsync();
            }

            return false;
        }
    }
}

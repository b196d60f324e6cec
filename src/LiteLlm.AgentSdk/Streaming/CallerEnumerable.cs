namespace LiteLlm.AgentSdk.Streaming;

/// <summary>
/// What a caller enumerates: keeps its tokens (the method's and <c>WithCancellation</c>'s) apart from those that the SDK links to them, so
/// that a cancellation carries the caller's own; and lets the updates of a turn be enumerated once, since enumerating sends the message.
/// </summary>
internal sealed class CallerEnumerable<T>(Func<CancellationToken, IAsyncEnumerable<T>> begin, bool once, CancellationToken methodToken)
    : IAsyncEnumerable<T>
{
    private int _begun;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0 && once)
        {
            throw new InvalidOperationException("The updates of a turn can be enumerated once: enumerating them sends the message, and a second time would send it again.");
        }

        return new Enumerator(begin, methodToken, cancellationToken);
    }

    private sealed class Enumerator : IAsyncEnumerator<T>
    {
        private readonly CancellationToken _first;
        private readonly CancellationToken _second;
        private readonly CancellationTokenSource? _either;
        private readonly IAsyncEnumerator<T> _inner;

        public Enumerator(Func<CancellationToken, IAsyncEnumerable<T>> begin, CancellationToken first, CancellationToken second)
        {
            _first = first;
            _second = second;
            _either = first.CanBeCanceled && second.CanBeCanceled && first != second
                ? CancellationTokenSource.CreateLinkedTokenSource(first, second) : null;
            CancellationToken token = _either?.Token ?? (second.CanBeCanceled ? second : first);
            _inner = begin(token).GetAsyncEnumerator(token);
        }

        public T Current => _inner.Current;

        public ValueTask<bool> MoveNextAsync()
        {
            ValueTask<bool> next = _inner.MoveNextAsync();

            // Events mostly come several at a time: what is here already costs no state machine of its own.
            return next.IsCompletedSuccessfully ? next : AwaitAsync(next);
        }

        public async ValueTask DisposeAsync()
        {
            await _inner.DisposeAsync().ConfigureAwait(false);
            _either?.Dispose();
        }

        private async ValueTask<bool> AwaitAsync(ValueTask<bool> next)
        {
            try
            {
                return await next.ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (_first.IsCancellationRequested || _second.IsCancellationRequested)
            {
                throw new OperationCanceledException(e.Message, e, _first.IsCancellationRequested ? _first : _second);
            }
        }
    }
}

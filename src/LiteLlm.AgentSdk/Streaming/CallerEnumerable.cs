namespace LiteLlm.AgentSdk.Streaming;

/// <summary>
/// The sequence that a caller enumerates. When the caller cancels, the exception carries the caller's token (the method's or
/// <c>WithCancellation</c>'s), not a token that the SDK linked to it. With <paramref name="once"/>, a second enumeration throws, because
/// enumerating the updates of a turn sends its message.
/// </summary>
internal sealed class CallerEnumerable<T>(Func<CancellationToken, IAsyncEnumerable<T>> begin, bool once, CancellationToken methodToken)
    : IAsyncEnumerable<T>
{
    private int _begun;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0 && once)
        {
            throw new InvalidOperationException(
                "The updates of a turn can be enumerated only once: a second enumeration would send the message again.");
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

            // Events often arrive several at a time: one that is already in memory is returned without an async state machine.
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

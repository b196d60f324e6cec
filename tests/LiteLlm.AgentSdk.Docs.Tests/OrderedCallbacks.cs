using System.Threading.Channels;

namespace LiteLlm.AgentSdk.Docs.Tests;

/// <summary>
/// Runs posted callbacks one after the other, and counts as disposed only when all of them have run. <see cref="Progress{T}"/> posts its
/// reports, and nobody else waits for them: on the thread pool, a report may be printed after the call that it is about has returned.
/// </summary>
internal sealed class OrderedCallbacks : SynchronizationContext, IAsyncDisposable
{
    private readonly Channel<(SendOrPostCallback Callback, object? State)> _posted =
        Channel.CreateUnbounded<(SendOrPostCallback, object?)>(new() { SingleReader = true });

    private readonly Task _running;

    public OrderedCallbacks() => _running = Task.Run(RunPostedAsync);

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!_posted.Writer.TryWrite((d, state)))
        {
            base.Post(d, state);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _posted.Writer.TryComplete();
        await _running;
    }

    private async Task RunPostedAsync()
    {
        await foreach ((SendOrPostCallback callback, object? state) in _posted.Reader.ReadAllAsync())
        {
            SetSynchronizationContext(this);
            callback(state);
            SetSynchronizationContext(null);
        }
    }
}

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>Items that have arrived, in order, and a way to wait for the n-th of them.</summary>
internal sealed class Arrivals<T>
{
    private readonly List<T> _items = [];
    private readonly List<(int Count, TaskCompletionSource<T> Waiter)> _waiters = [];

    public IReadOnlyList<T> All
    {
        get
        {
            lock (_items)
            {
                return [.. _items];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_items)
            {
                return _items.Count;
            }
        }
    }

    public void Add(T item)
    {
        List<TaskCompletionSource<T>> ready;
        lock (_items)
        {
            _items.Add(item);
            ready = [.. _waiters.Where(waiter => waiter.Count == _items.Count).Select(waiter => waiter.Waiter)];
            _waiters.RemoveAll(waiter => waiter.Count == _items.Count);
        }

        ready.ForEach(waiter => waiter.SetResult(item));
    }

    /// <summary>Waits for the n-th arrival, counted from 1. Fails after half a minute so that no test hangs.</summary>
    public Task<T> WaitForAsync(int count)
    {
        TaskCompletionSource<T> waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_items)
        {
            if (_items.Count >= count)
            {
                return Task.FromResult(_items[count - 1]);
            }

            _waiters.Add((count, waiter));
        }

        return waiter.Task.WaitAsync(Patience);
    }

    internal static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);
}

using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using LiteLlm.AgentSdk;

namespace WebChat;

/// <summary>A turn that the application has sent: read from the platform once, and by any number of pages from its beginning.</summary>
/// <param name="sessionId">The session.</param>
/// <param name="key">The name that the sending page gave to the turn.</param>
internal sealed class RunningTurn(string sessionId, string? key)
{
    private readonly Lock _lock = new();
    private readonly List<TurnUpdate> _updates = [];
    private readonly TaskCompletionSource _identified = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ExceptionDispatchInfo? _failure;
    private bool _isOver;

    public string SessionId => sessionId;

    public string? Key => key;

    /// <summary>Gets the id of the user's message; null until the platform has told it.</summary>
    public string? MessageId { get; private set; }

    /// <summary>Gets a task that ends when <see cref="MessageId"/> is known, or will never be.</summary>
    public Task Identified => _identified.Task;

    /// <summary>Reads the turn to its end. Does not throw: what fails is thrown to the readers.</summary>
    /// <param name="updates">The turn.</param>
    /// <param name="cancellationToken">Ends reading; the turn goes on.</param>
    public async Task RunAsync(IAsyncEnumerable<TurnUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (TurnUpdate update in updates.WithCancellation(cancellationToken))
            {
                Change(() => _updates.Add(update));
                if (MessageId is null && update.CreateCheckpoint()?.UserMessageId is { } id)
                {
                    MessageId = id;
                    _identified.TrySetResult();
                }
            }

            Change(() => _isOver = true);
        }
        catch (Exception e)
        {
            Change(() => _failure = ExceptionDispatchInfo.Capture(e));
        }

        _identified.TrySetResult();
    }

    /// <summary>Reads all updates from the first one on, and waits for more until the turn is over.</summary>
    /// <param name="cancellationToken">Ends reading; the turn goes on.</param>
    public async IAsyncEnumerable<TurnUpdate> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int next = 0; ; next++)
        {
            TurnUpdate? update;
            while (!TryRead(next, out update, out Task changed))
            {
                await changed.WaitAsync(cancellationToken);
            }

            if (update is null)
            {
                yield break;
            }

            yield return update;
        }
    }

    /// <summary>Returns false if the update is still to come.</summary>
    private bool TryRead(int index, out TurnUpdate? update, out Task changed)
    {
        lock (_lock)
        {
            update = index < _updates.Count ? _updates[index] : null;
            changed = _changed.Task;
            if (update is null)
            {
                _failure?.Throw();
            }

            return update is not null || _isOver;
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }
}

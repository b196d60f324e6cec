using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Chat.Editing;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>
/// Shows one turn in the interactive chat. Ctrl-C aborts the turn, and a second Ctrl-C leaves; Ctrl-D leaves while the turn continues.
/// Other keys are kept for the next message.
/// </summary>
internal sealed class InteractiveTurn(Session session, ChatScreen screen, KeyFeed keys, ChatTotals totals, ChatOptions options,
    Action suspend)
{
    private readonly TurnView _view = new(screen);
    private readonly Spinner _spinner = new();
    private Task? _aborting;
    private volatile string? _problem;
    private TurnEnd? _left;

    /// <summary>Gets the reply, once the turn is over.</summary>
    public Reply? Reply { get; private set; }

    /// <param name="turn">Begins or resumes the turn.</param>
    /// <param name="cancellationToken">The token that leaves the turn.</param>
    public async Task<TurnEnd> RunAsync(Func<CancellationToken, IAsyncEnumerable<TurnUpdate>> turn, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        IAsyncEnumerator<TurnUpdate> updates = turn(stop.Token).GetAsyncEnumerator(stop.Token);
        try
        {
            await using (updates.ConfigureAwait(false))
            {
                return await FollowAsync(updates, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_left is { } left)
        {
            return left;
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            _view.Close();
            screen.Line(ErrorReport.Explain(e).Message, TextStyle.Bad);
            return TurnEnd.Failed;
        }
        finally
        {
            _view.Close();
            screen.ClearStatus();
            screen.Flush();
            await stop.CancelAsync().ConfigureAwait(false);
            await (_aborting ?? Task.CompletedTask).ConfigureAwait(false);
        }
    }

    private async Task<TurnEnd> FollowAsync(IAsyncEnumerator<TurnUpdate> updates, CancellationTokenSource stop)
    {
        TurnEnd end = TurnEnd.Completed;
        using PeriodicTimer timer = new(Spinner.Pace);
        Task tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
        Task<bool> next = updates.MoveNextAsync().AsTask();
        while (true)
        {
            if (_problem is { } problem)
            {
                _problem = null;
                _view.Close();
                screen.Line($"The turn could not be aborted: {problem}", TextStyle.Bad);
            }

            if (_view.Activity is { } activity)
            {
                screen.Status(_spinner.Text(_aborting is null ? activity : "aborting"));
            }

            Task<bool> key = keys.WaitAsync();
            await Task.WhenAny(next, key, tick).ConfigureAwait(false);
            if (tick.IsCompleted)
            {
                tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
            }

            if (key.IsCompleted && _left is null)
            {
                // Keys have priority, so that Ctrl-C works while much text arrives.
                _left = HandleKey(isOver: !await key.ConfigureAwait(false), stop.Token);
                if (_left is not null)
                {
                    // This cancels the wait for the next update.
                    await stop.CancelAsync().ConfigureAwait(false);
                }
            }
            else if (next.IsCompleted)
            {
                if (!await next.ConfigureAwait(false))
                {
                    return end;
                }

                end = Show(updates.Current);
                next = updates.MoveNextAsync().AsTask();
            }
            else if (key.IsCompleted)
            {
                await Task.WhenAny(next, tick).ConfigureAwait(false);
            }
        }
    }

    private TurnEnd Show(TurnUpdate update)
    {
        if (update is not TurnCompleted completed)
        {
            _view.Show(update);
            return TurnEnd.Completed;
        }

        TimeSpan time = _spinner.Elapsed;
        Reply = completed.Reply;
        _view.Complete(completed.Reply);
        totals.Add(completed.Reply, time);
        if (!options.Quiet)
        {
            screen.Line(ChatTotals.Describe(completed.Reply, time), TextStyle.Dim);
        }

        return completed.Reply.IsError ? TurnEnd.Failed : TurnEnd.Completed;
    }

    /// <returns>The user's way to leave; null if the user does not leave.</returns>
    private TurnEnd? HandleKey(bool isOver, CancellationToken stop)
    {
        if (isOver)
        {
            return TurnEnd.Left;
        }

        switch (keys.ReadAvailable(KeyKind.Interrupt, KeyKind.EndOfInput, KeyKind.Escape, KeyKind.Suspend))
        {
            case KeyKind.EndOfInput:
                return TurnEnd.Left;
            case KeyKind.Interrupt or KeyKind.Escape when _view.IsLooking:
                return TurnEnd.NotWaitedFor;
            case KeyKind.Interrupt when _aborting is not null:
                return TurnEnd.Interrupted;
            case KeyKind.Interrupt:
                _aborting = AbortAsync(stop);
                return null;
            case KeyKind.Escape:
                // Like Ctrl-C, but a second one does not leave.
                _aborting ??= AbortAsync(stop);
                return null;
            case KeyKind.Suspend:
                screen.ClearStatus();
                screen.Flush();
                suspend();
                return null;
            default:
                return null;
        }
    }

    private async Task AbortAsync(CancellationToken stop)
    {
        try
        {
            await session.AbortAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The turn is over, or the user does not wait for it.
        }
        catch (AgentPlatformException e)
        {
            // The loop shows this, because only the loop writes to the screen.
            _problem = ErrorReport.Explain(e).Message;
        }
    }
}

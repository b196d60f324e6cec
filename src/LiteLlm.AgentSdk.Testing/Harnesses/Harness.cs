using System.Threading.Channels;
using LiteLlm.AgentSdk.Testing.Scripting;
using LiteLlm.AgentSdk.Testing.Terminals;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>One session inside a sandbox: its thread, its bus, the turns that run in it.</summary>
internal abstract class Harness(HarnessHost host, string id) : IDisposable
{
    private readonly Gate _gate = new();
    private readonly List<Channel<BusEvent>> _subscribers = [];
    private readonly List<TurnEmitter> _running = [];
    private readonly CancellationTokenSource _lost = CancellationTokenSource.CreateLinkedTokenSource(host.Platform.Stopping);
    private CancellationTokenSource _abort = new();
    private TaskCompletionSource _connectionBroken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public HarnessHost Host => host;

    public bool IsLost { get; private set; }

    /// <summary>Completed when the platform's connections to the sandbox break.</summary>
    public Task ConnectionBroken => Volatile.Read(ref _connectionBroken).Task;

    /// <summary>Cancelled when the sandbox goes.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>The sandbox's terminal; null for harnesses that take messages.</summary>
    public TerminalHost? Terminal { get; set; }

    public bool HasRunningTurns
    {
        get
        {
            lock (_gate)
            {
                return _running.Count > 0;
            }
        }
    }

    /// <summary>The first event of every subscription.</summary>
    public abstract string Connected();

    /// <summary>The event that comes every 10 seconds; null for harnesses that send none.</summary>
    public virtual string? Heartbeat() => null;

    /// <summary>The entries of the thread, as JSON.</summary>
    public abstract IReadOnlyList<string> Thread();

    /// <summary>Runs a message's turn to its end.</summary>
    public abstract Task<TurnReply> SendAsync(TurnInput input);

    /// <summary>The entries that stand for the replies to running turns.</summary>
    public IReadOnlyList<string> PendingEntries(bool streamedOnly)
    {
        lock (_gate)
        {
            return [.. _running.Where(turn => !streamedOnly || turn.Input.Origin == TurnOrigin.Stream).Select(turn => turn.PendingEntry).OfType<string>()];
        }
    }

    public Subscription Subscribe()
    {
        Channel<BusEvent> channel = Channel.CreateUnbounded<BusEvent>(new() { SingleReader = true });
        lock (_gate)
        {
            if (IsLost)
            {
                channel.Writer.Complete(new SandboxException("the sandbox has gone", lost: true));
            }
            else
            {
                _subscribers.Add(channel);
            }
        }

        return new Subscription(this, channel);
    }

    public void Unsubscribe(Channel<BusEvent> channel)
    {
        lock (_gate)
        {
            _subscribers.Remove(channel);
        }
    }

    public void Publish(string type, string json)
    {
        // Before the session's own streams: who has seen an event there, and opens the bus then, does not see it again.
        host.Platform.Bus.Publish(GetType(), json);
        lock (_gate)
        {
            foreach (Channel<BusEvent> subscriber in _subscribers)
            {
                subscriber.Writer.TryWrite(new BusEvent(type, json));
            }
        }
    }

    /// <summary>No entry stands for the reply to a turn any more. To be called before the turn's end is told: who has heard of it asks for the thread.</summary>
    public void EndPending(TurnEmitter turn)
    {
        lock (_gate)
        {
            _running.Remove(turn);
        }
    }

    /// <summary>Ends the running turns as aborted.</summary>
    public void Abort()
    {
        CancellationTokenSource abort;
        lock (_gate)
        {
            abort = _abort;
            _abort = new();
        }

        abort.Cancel();
    }

    /// <summary>The sandbox goes: turns, thread and all.</summary>
    public void Lose()
    {
        lock (_gate)
        {
            IsLost = true;
        }

        _lost.Cancel();
        BreakConnection();
    }

    /// <summary>The platform's connections to the sandbox break; turns run on.</summary>
    public void BreakConnection()
    {
        lock (_gate)
        {
            foreach (Channel<BusEvent> subscriber in _subscribers)
            {
                subscriber.Writer.TryComplete(new SandboxException("connection broken", IsLost));
            }

            _subscribers.Clear();
        }

        Interlocked.Exchange(ref _connectionBroken, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public void Dispose()
    {
        _lost.Dispose();
        _abort.Dispose();
    }

    /// <summary>Plays a turn: the script's steps, then its end, however it comes about.</summary>
    protected async Task<TurnReply> PlayAsync(TurnEmitter turn)
    {
        CancellationTokenSource ended;
        CancellationToken aborted;
        lock (_gate)
        {
            if (IsLost)
            {
                // Merged turns have been counted already.
                for (int i = turn.Starts; i < turn.Ends; i++)
                {
                    host.Platform.Counters.TurnEnded(host.SessionId);
                }

                throw new SandboxException("fetch failed", lost: true);
            }

            aborted = _abort.Token;
            ended = CancellationTokenSource.CreateLinkedTokenSource(aborted, _lost.Token);
            _running.Add(turn);
        }

        try
        {
            for (int i = 0; i < turn.Starts; i++)
            {
                host.Platform.Counters.TurnStarted(host.SessionId);
            }

            turn.Ended = ended.Token;
            LocalTurn local;
            try
            {
                turn.Begin();

                // Numbered before it is said to have begun: a turn that is started then comes after it.
                local = Local(turn.Input, ended.Token);
            }
            finally
            {
                // Also when the sandbox goes, or the turn is aborted, with one of its first events.
                for (int i = 0; i < turn.Starts; i++)
                {
                    host.Platform.Counters.TurnBegun();
                }
            }

            await PlayStepsAsync(turn, local, ended.Token).ConfigureAwait(false);
            return turn.Complete();
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested && !_lost.IsCancellationRequested)
        {
            turn.Ended = CancellationToken.None;
            return turn.Abort();
        }
        catch (OperationCanceledException) when (_lost.IsCancellationRequested)
        {
            throw new SandboxException("fetch failed", lost: true);
        }
        catch (Exception exception) when (exception is not SandboxException)
        {
            turn.Ended = CancellationToken.None;
            EndPending(turn);
            turn.Idle();
            throw new SandboxException("harness request failed: the script threw " + exception.GetType().Name + ": " + exception.Message);
        }
        finally
        {
            EndPending(turn);
            ended.Dispose();
            for (int i = 0; i < turn.Ends; i++)
            {
                host.Platform.Counters.TurnEnded(host.SessionId);
            }
        }
    }

    private LocalTurn Local(TurnInput input, CancellationToken ended) => new()
    {
        SessionId = host.SessionId,
        AgentId = host.AgentId,
        HarnessId = host.HarnessId,
        Model = host.Model,
        Text = input.OwnText,
        Parts = [.. input.Parts.Where(part => part.Own).Select(part => part.Json)],
        ImageCount = input.Parts.Count(part => part.IsImage),
        Index = host.Platform.NextTurnIndex(),
        TurnNumber = host.NextTurnNumber(),
        IsReplay = input.Origin == TurnOrigin.Replay,
        Ended = ended,
    };

    private async Task PlayStepsAsync(TurnEmitter turn, LocalTurn local, CancellationToken ended)
    {
        await foreach (TurnStep step in ScriptReader.ReadAsync(host.Platform.Options.Script(local), ended).ConfigureAwait(false))
        {
            switch (step)
            {
                case TextStep text:
                    TimeSpan pace = text.Pace ?? host.Platform.Options.DeltaPace;
                    turn.BeginText(text.IsReasoning);
                    foreach (string piece in text.Pieces)
                    {
                        if (pace > TimeSpan.Zero)
                        {
                            await Task.Delay(pace, host.Time, ended).ConfigureAwait(false);
                        }

                        turn.Piece(piece);
                    }

                    if (text.Coming is { } coming)
                    {
                        await foreach (string piece in ScriptReader.ReadAsync(coming, ended).ConfigureAwait(false))
                        {
                            turn.Piece(piece);
                        }
                    }

                    turn.EndText();
                    break;
                case ToolStep tool:
                    turn.BeginTool(tool);
                    await tool.Until.WaitAsync(ended).ConfigureAwait(false);
                    turn.EndTool(tool);
                    break;
                case DelayStep delay:
                    await Task.Delay(delay.Time, host.Time, ended).ConfigureAwait(false);
                    break;
                case WaitStep wait:
                    await wait.Task.WaitAsync(ended).ConfigureAwait(false);
                    break;
                case EventStep custom:
                    turn.Custom(custom);
                    break;
                case FailStep fail:
                    turn.Fail(fail);
                    return;
            }
        }
    }
}

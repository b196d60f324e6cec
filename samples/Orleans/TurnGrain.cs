using System.Diagnostics;
using LiteLlm.AgentSdk;
using Microsoft.Extensions.Logging;

namespace OrleansSample;

/// <summary>
/// Runs a turn in steps. Each step is stored before the next one begins. When the silo dies, the grain's next activation, on another silo,
/// continues from the last stored step.
/// </summary>
internal sealed class TurnGrain([PersistentState("turn")] IPersistentState<TurnState> state, AgentPlatformClient platform,
    ILogger<TurnGrain> logger) : Grain, ITurnGrain, IRemindable, IDisposable
{
    private const string Unfinished = "unfinished";
    private readonly CancellationTokenSource _deactivating = new();
    private Task _run = Task.CompletedTask;

    public async Task StartAsync(string agentId, string text)
    {
        // The reminder is stored first: without it, nothing wakes the grain after its silo has died.
        await this.RegisterOrUpdateReminder(Unfinished, SiloProcess.WakeAfter, SiloProcess.WakeAfter);
        if (!state.RecordExists)
        {
            (state.State.AgentId, state.State.Text) = (agentId, text);
            await state.WriteStateAsync();
        }

        Run();
    }

    public Task<TurnState> GetAsync() => Task.FromResult(state.State);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Run();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _deactivating.CancelAsync();
        await _run;
    }

    public void Dispose() => _deactivating.Dispose();

    private void Run() => _run = _run.IsCompleted && state.RecordExists ? RunAsync(state.State, _deactivating.Token) : _run;

    private async Task RunAsync(TurnState turn, CancellationToken cancellationToken)
    {
        try
        {
            if (turn.Reply is null)
            {
                Session session = await OpenSessionAsync(turn, cancellationToken);
                await FollowAsync(turn, await StartOrFindTurnAsync(turn, session, cancellationToken), cancellationToken);
            }

            if (!turn.IsEnded)
            {
                await platform.Sessions.TerminateAsync(turn.SessionId!, cancellationToken);
                turn.IsEnded = true;
                await state.WriteStateAsync(cancellationToken);
            }

            if (await this.GetReminder(Unfinished, cancellationToken) is { } reminder)
            {
                await this.UnregisterReminder(reminder, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The activation ends, and the turn continues. The next reminder activates the grain on another silo.
        }
        catch (Exception e)
        {
            // The next reminder tries again from the stored state.
            logger.LogWarning(e, "Turn {Turn} is interrupted", this.GetPrimaryKeyString());
            DeactivateOnIdle();
        }
    }

    private async Task<Session> OpenSessionAsync(TurnState turn, CancellationToken cancellationToken)
    {
        if (turn.SessionId is null)
        {
            SessionCreateOptions options = new() { WaitUntilReady = false };
            turn.SessionId = (await platform.Sessions.CreateAsync(turn.AgentId, options, cancellationToken)).Id;
            await state.WriteStateAsync(cancellationToken);
        }

        Session session = await platform.Sessions.GetAsync(turn.SessionId, cancellationToken);
        return turn.SentAt is null ? await session.WaitUntilReadyAsync(cancellationToken: cancellationToken) : session;
    }

    private async Task<TurnStream> StartOrFindTurnAsync(TurnState turn, Session session, CancellationToken cancellationToken)
    {
        SendOptions message = new() { Text = turn.Text, Mark = this.GetPrimaryKeyString() };
        TurnCheckpoint? checkpoint = turn.Checkpoint is { } stored ? TurnCheckpoint.Parse(stored) : null;
        turn.TimesResumed += turn.SentAt is null ? 0 : 1;

        // The silo died after it had stored SentAt, and before it had stored a checkpoint: was the message sent?
        while (checkpoint is null && turn.SentAt is { } sentAt)
        {
            checkpoint = await session.FindTurnAsync(message, sentAt, cancellationToken);
            turn.WasFound = checkpoint is not null;
            if (turn.WasFound || DateTimeOffset.UtcNow > sentAt + SiloProcess.MayArrive)
            {
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
        }

        if (checkpoint is not null)
        {
            return session.ResumeTurnAsync(checkpoint, cancellationToken);
        }

        // If two activations get here, the second write fails, and that activation sends nothing.
        turn.SentAt = DateTimeOffset.UtcNow;
        await state.WriteStateAsync(cancellationToken);
        return session.SendStreamingAsync(message, cancellationToken);
    }

    private async Task FollowAsync(TurnState turn, TurnStream updates, CancellationToken cancellationToken)
    {
        Stopwatch sinceStored = Stopwatch.StartNew();
        await foreach (TurnUpdate update in updates)
        {
            turn.Reply = (update as TurnCompleted)?.Reply.Text;
            bool isDue = turn.Checkpoint is null || turn.Reply is not null || sinceStored.Elapsed > SiloProcess.StoreEvery;
            if (isDue && updates.CreateCheckpoint() is { } reached)
            {
                turn.Checkpoint = reached.ToString();
                await state.WriteStateAsync(cancellationToken);
                sinceStored.Restart();
            }
        }
    }
}

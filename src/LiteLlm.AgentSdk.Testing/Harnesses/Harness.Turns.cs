using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <content>Plays the turns.</content>
internal abstract partial class Harness
{
    /// <summary>Plays a turn: the steps of the script, and then its end.</summary>
    protected async Task<TurnReply> PlayAsync(TurnEmitter turn)
    {
        CancellationTokenSource ended, processGone;
        var abort = new CancellationTokenSource();
        CancellationToken aborted = abort.Token;
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

            processGone = CancellationTokenSource.CreateLinkedTokenSource(_process.Token, _lost.Token);
            ended = CancellationTokenSource.CreateLinkedTokenSource(aborted, processGone.Token);
            _running.Add(turn);
            _abortable = (turn, abort);
        }

        try
        {
            for (int i = 0; i < turn.Starts; i++)
            {
                host.Platform.Counters.TurnStarted(host.SessionId);
            }

            turn.Ended = ended.Token;
            turn.ProcessGone = processGone.Token;
            TurnReply reply;
            try
            {
                LocalTurn local = await BeginAsync(turn, ended.Token).ConfigureAwait(false);
                await PlayStepsAsync(turn, local, ended.Token).ConfigureAwait(false);
                reply = turn.Complete();
            }
            catch (OperationCanceledException) when (aborted.IsCancellationRequested && !processGone.IsCancellationRequested)
            {
                turn.Ended = processGone.Token;
                reply = turn.Abort();
            }
            catch (Exception exception) when (exception is not SandboxException && !ended.IsCancellationRequested)
            {
                // The turn fails with the script's exception, and the platform's DisposeAsync throws it again.
                host.Platform.ScriptFailed(exception);
                turn.Fail(new FailStep($"The script threw {exception.GetType().Name}: {exception.Message}", "ScriptError", null));
                reply = turn.Complete();
            }

            return await turn.FinishAsync(reply).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (processGone.IsCancellationRequested)
        {
            throw new SandboxException("fetch failed", lost: _lost.IsCancellationRequested);
        }
        finally
        {
            EndPending(turn);
            ended.Dispose();
            processGone.Dispose();
            for (int i = 0; i < turn.Ends; i++)
            {
                host.Platform.Counters.TurnEnded(host.SessionId);
            }
        }
    }

    /// <summary>Publishes the user's message, and asks the model after its latency.</summary>
    private async Task<LocalTurn> BeginAsync(TurnEmitter turn, CancellationToken ended)
    {
        // The number is assigned before the begin is visible, so that a turn that starts then gets a higher number.
        (int Index, int Number) numbers = (host.Platform.NextTurnIndex(), host.NextTurnNumber());
        try
        {
            turn.Begin();
            if (host.Platform.Options.EffectiveModelLatency is var latency && latency > TimeSpan.Zero)
            {
                await Task.Delay(latency, host.Time, ended).ConfigureAwait(false);
            }

            turn.BeginReply();
            return Local(turn.Input, numbers, ended);
        }
        finally
        {
            // This is necessary even if the sandbox is lost or the turn is aborted with one of its first events.
            for (int i = 0; i < turn.Starts; i++)
            {
                host.Platform.Counters.TurnAnnounced();
            }
        }
    }

    private LocalTurn Local(TurnInput input, (int Index, int Number) numbers, CancellationToken ended) => new()
    {
        SessionId = host.SessionId,
        AgentId = host.AgentId,
        HarnessId = host.HarnessId,
        Model = host.Model,
        Text = input.OwnText,
        Parts = [.. input.Parts.Where(part => part.Own).Select(part => part.Json)],
        ImageCount = input.Parts.Count(part => part.IsImage),
        Index = numbers.Index,
        TurnNumber = numbers.Number,
        IsReplay = input.Origin == TurnOrigin.Replay,
        Ended = ended,
    };

    /// <summary>Returns the script, or the error steps of the harness if the model is unknown.</summary>
    private IAsyncEnumerable<TurnStep> Script(TurnEmitter turn, LocalTurn local)
    {
        return turn.Input.IsModelMissing || host.ModelIsUnknown ? MissingModelAsync() : host.Platform.Options.Script(local);

        async IAsyncEnumerable<TurnStep> MissingModelAsync()
        {
            await Task.CompletedTask.ConfigureAwait(false);
            yield return TurnStep.Fail(
                $"There's an issue with the selected model ({host.Model}). It may not exist or you may not have access to it.",
                status: 404);
        }
    }

    /// <returns>true if the turn continues; otherwise, false.</returns>
    private async Task<bool> RetryAsync(TurnEmitter turn, RetryStep retry, CancellationToken ended)
    {
        for (int attempt = 1; attempt <= retry.Times && attempt < int.MaxValue; attempt++)
        {
            if (turn.Retry(retry, attempt) is not { } wait)
            {
                return false;
            }

            await Task.Delay(wait, host.Time, ended).ConfigureAwait(false);
            turn.BeginRetry();
        }

        return true;
    }

    private async Task PlayStepsAsync(TurnEmitter turn, LocalTurn local, CancellationToken ended)
    {
        await foreach (TurnStep step in ScriptReader.ReadAsync(Script(turn, local), ended).ConfigureAwait(false))
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

                        turn.AddText(piece);
                    }

                    if (text.Coming is { } coming)
                    {
                        await foreach (string piece in ScriptReader.ReadAsync(coming, ended).ConfigureAwait(false))
                        {
                            turn.AddText(piece);
                        }
                    }

                    turn.EndText();
                    break;
                case ToolStep tool:
                    turn.BeginTool(tool);
                    await tool.Until.WaitAsync(ended).ConfigureAwait(false);
                    turn.EndTool(tool);
                    break;
                case RetryStep retry:
                    if (!await RetryAsync(turn, retry, ended).ConfigureAwait(false))
                    {
                        return;
                    }

                    break;
                case DelayStep delay:
                    await Task.Delay(delay.Time, host.Time, ended).ConfigureAwait(false);
                    break;
                case WaitStep wait:
                    await wait.Task.WaitAsync(ended).ConfigureAwait(false);
                    break;
                case EventStep custom:
                    turn.PublishCustom(custom);
                    break;
                case FailStep fail:
                    turn.Fail(fail);
                    return;
                case null:
                    throw new InvalidOperationException("The script returned null instead of a step.");
            }
        }
    }
}

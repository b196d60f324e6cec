using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <content>The turns of a session, and its recovery after the loss of its sandbox.</content>
internal sealed partial class SessionState
{
    private static readonly TimeSpan[] PausesBeforeResending = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(54)];

    private const int LongestSeries = 3;
    private bool _introduced;
    private int _expectedStreams;

    /// <summary>
    /// Gets a value indicating whether a message can be sent: the session is ready, or it is dead and the platform can recover it.
    /// </summary>
    public bool TakesMessages => Status == "ready" || (Status == "dead" && !_deleted);

    /// <summary>Sends a message with the platform's introduction, stores it, and recovers the session if the sandbox is lost.</summary>
    public Task<TurnReply> SendAsync(IReadOnlyList<InputPart> parts, TurnOrigin origin, Func<TurnInput, TurnInput>? prepare = null) =>
        RunBusyAsync(async () =>
        {
            string? filed = null;
            int timeouts = 0;
            (Harness Harness, InputPart[] Parts)? introduced = null;
            try
            {
                if (Status != "ready" || Harness is null or { IsLost: true })
                {
                    await RebuildAsync(null, deliberately: false).ConfigureAwait(false);
                }

                while (true)
                {
                    if (Harness is not { } harness)
                    {
                        // A restart has just removed the harness and will replace it.
                        await RebuildAsync(filed, deliberately: false).ConfigureAwait(false);
                        continue;
                    }

                    // The same harness gets the same message again, with the same introduction.
                    introduced = introduced?.Harness == harness ? introduced : (harness, [.. CreateIntroduction(origin), .. parts]);
                    var input = new TurnInput(introduced.Value.Parts, origin);
                    input = prepare?.Invoke(input) ?? input;
                    prepare = null;
                    Action<string> accepted = input.Accepted;
                    input = input with
                    {
                        Accepted = id =>
                        {
                            filed ??= Records.AddUserMessage(harness.Id, input);
                            _introduced = true;
                            accepted(id);
                        },
                    };
                    try
                    {
                        (AttemptEnd end, TurnReply? reply) = await AttemptAsync(harness, input).ConfigureAwait(false);
                        if (end == AttemptEnd.Replied)
                        {
                            Records.AddReply(harness.Id, reply!);
                            TakeSnapshot(harness, onlyInline: true);
                            return reply!;
                        }

                        if (end == AttemptEnd.TimedOut)
                        {
                            await WaitAfterTimeoutAsync(harness, ++timeouts, filed).ConfigureAwait(false);
                        }
                    }
                    catch (SandboxException lost) when (lost.Lost && !_platform.Stopping.IsCancellationRequested)
                    {
                        await RebuildAsync(filed, deliberately: false).ConfigureAwait(false);
                    }
                }
            }
            catch (SandboxException) when (filed is not null)
            {
                Records.Remove(filed);
                throw;
            }
        });

    /// <summary>Stores the harness's thread, if it is still the session's harness.</summary>
    public void TakeSnapshot(Harness harness, bool onlyInline = false)
    {
        if (Harness == harness && !harness.IsLost && (Agent.IsInline || !onlyInline))
        {
            Records.TakeSnapshot(harness.Thread());
        }
    }

    /// <summary>Sends a message that the platform does not store, as <c>message_stream</c> does.</summary>
    public Task<TurnReply> SendUnstoredAsync(Harness harness, TurnInput input) => RunBusyAsync(() => DeliverAsync(harness, input));

    /// <summary>Gives a message to a harness, which may refuse it.</summary>
    private static Task<TurnReply> DeliverAsync(Harness harness, TurnInput input) => input.IsRefused
        ? throw new SandboxException("harness request failed: the harness refused the message")
        : harness.SendAsync(input);

    /// <summary>
    /// Sends a message unchanged to the harness. The platform stores the message, but not the reply, which it does not receive.
    /// </summary>
    public Task<TurnReply> SendUnchangedAsync(Harness harness, TurnInput input) => RunBusyAsync(() => harness.SendAsync(input with
    {
        Accepted = id =>
        {
            Records.AddUserMessage(harness.Id, input);
            input.Accepted(id);
        },
    }));

    /// <summary>Restarts the session in a new sandbox with the old history. Deleted sessions can be restarted too.</summary>
    /// <returns>The session, with the reply to the history.</returns>
    public Task<string> RestartAsync() => RunBusyAsync(async () =>
    {
        string? response = await RebuildAsync(null, deliberately: true).ConfigureAwait(false);
        return Json(response: response ?? (Agent.IsInline ? "null" : null));
    });

    private async Task<T> RunBusyAsync<T>(Func<Task<T>> work)
    {
        Change(() => _sends++);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            // This must come first: as soon as the session is idle, a test can move the clock.
            Touch();
            Change(() => _sends--);
        }
    }

    /// <summary>Makes the first turn of a session that is being created wait for this stream.</summary>
    public StreamExpectation ExpectStream()
    {
        Change(() => _expectedStreams++);
        return new StreamExpectation(() => Change(() => _expectedStreams--));
    }

    /// <summary>Runs background work during which the session is not idle.</summary>
    private void RunBusyInBackground(Func<Task> work)
    {
        Change(() => _sends++);
        _platform.Track(async () =>
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            finally
            {
                Touch();
                Change(() => _sends--);
            }
        });
    }

    private async Task SendInitialAsync(CreateSessionFields fields)
    {
        if (fields.InitialPrompt is null && fields.Attachments.Count == 0)
        {
            return;
        }

        await _platform.Signal.WaitUntilAsync(() => Volatile.Read(ref _expectedStreams) == 0, _platform.Stopping).ConfigureAwait(false);
        List<InputPart> parts = [.. fields.Attachments];
        if (fields.InitialPrompt is { } prompt)
        {
            parts.Insert(0, InputPart.OfText(prompt));
        }

        try
        {
            TurnReply reply = await SendAsync(parts, TurnOrigin.InitialPrompt).ConfigureAwait(false);
            string stored = JsText.Stored(reply.Json);
            Change(() =>
            {
                Response = stored;
                LastSeenAt = _platform.Time.GetUtcNow();
            });
        }
        catch (SandboxException exception) when (!_platform.Stopping.IsCancellationRequested)
        {
            Change(() => FailureReason ??= "initial_prompt failed: " + exception.Message);
        }
    }

    /// <summary>
    /// Makes one attempt to send. If the connection to the sandbox breaks, or after five minutes without a reply, the platform sends the
    /// message again, while the earlier turn continues.
    /// </summary>
    private async Task<(AttemptEnd End, TurnReply? Reply)> AttemptAsync(Harness harness, TurnInput input)
    {
        Task broken = harness.ConnectionBroken;
        Task<TurnReply> sent = DeliverAsync(harness, input);
        using var waited = new CancellationTokenSource();
        Task timeout = Task.Delay(_platform.Options.ResendAfter ?? Timeout.InfiniteTimeSpan, _platform.Time, waited.Token);
        await Task.WhenAny(sent, broken, timeout).ConfigureAwait(false);
        bool timedOut = timeout.IsCompleted && !sent.IsCompleted;
        await waited.CancelAsync().ConfigureAwait(false);
        if (broken.IsCompleted && !harness.IsLost)
        {
            sent.IgnoreException();
            return (AttemptEnd.Broken, null);
        }

        if (timedOut && !harness.IsLost)
        {
            sent.IgnoreException();
            return (AttemptEnd.TimedOut, null);
        }

        return (AttemptEnd.Replied, await sent.ConfigureAwait(false));
    }

    /// <summary>
    /// Waits before the next attempt, and gives up after the third. Inline harnesses then return 502, after 16 minutes; other harnesses get
    /// a new sandbox and three more attempts, twice.
    /// </summary>
    private async Task WaitAfterTimeoutAsync(Harness harness, int timeouts, string? filed)
    {
        int attempts = PausesBeforeResending.Length;
        await Task.Delay(PausesBeforeResending[(timeouts - 1) % attempts], _platform.Time, _platform.Stopping).ConfigureAwait(false);
        if (timeouts % attempts != 0)
        {
            return;
        }

        if (Agent.IsInline || timeouts == LongestSeries * attempts)
        {
            throw new SandboxException("harness request failed: fetch failed");
        }

        harness.Kill();
        await RebuildAsync(filed, deliberately: false).ConfigureAwait(false);
    }

    private async Task<string?> RebuildAsync(string? exceptMessage, bool deliberately)
    {
        await _rebuilding.WaitAsync(_platform.Stopping).ConfigureAwait(false);
        try
        {
            if (!deliberately && Status == "ready" && Harness is { IsLost: false })
            {
                return null;
            }

            Harness? old = Harness;
            Change(() => (Status, Harness, FailureReason) = ("creating", null, null));
            old?.Kill();
            await Task.Delay(_platform.Options.RecoveryTime, _platform.Time, _platform.Stopping).ConfigureAwait(false);
            if (!_platform.Options.CanRecover)
            {
                const string reason = $"sandbox never ready at {PlatformState.SandboxUrl}/session within 600000ms: fetch failed";
                Change(() => (FailureReason, Status) = (reason, "failed"));
                throw new SandboxException(reason);
            }

            Harness harness = NewHarness();
            string? reply;
            if (deliberately && Agent.IsInline)
            {
                Change(() =>
                {
                    _deleted = false;
                    Activate(harness);
                    Response = "null";
                });
                ReplayInBackground(harness);
                return null;
            }

            try
            {
                reply = await ReplayAsync(harness, exceptMessage).ConfigureAwait(false);
            }
            catch (SandboxException exception)
            {
                Change(() => (FailureReason, Status) = (exception.Message, "failed"));
                throw;
            }

            _introduced = deliberately && _introduced;
            Change(() =>
            {
                _deleted = false;
                Activate(harness);
                if (reply is not null)
                {
                    Response = JsText.Stored(reply);
                }
            });
            return reply;
        }
        finally
        {
            _rebuilding.Release();
        }
    }

    /// <summary>Returns the parts that the platform adds before the first message.</summary>
    private IEnumerable<InputPart> CreateIntroduction(TurnOrigin origin)
    {
        if (_introduced || _platform.IsProxy)
        {
            yield break;
        }

        string platform = _platform.Options.PlatformInstructions;
        string instructions = Agent.Prompt switch
        {
            null or "" => platform,
            { } prompt when origin == TurnOrigin.InitialPrompt => prompt,
            { } prompt => prompt + "\n\n" + platform,
        };
        yield return InputPart.OfText(
            $"""
            [SYSTEM: Your LAP session_id is {Id} — pass this exact string when calling sandbox_provision]
            <lap_session_id>{Id}</lap_session_id>
            <lap_session_url>{_platform.BaseUrl.AbsoluteUri}sessions/{Id}</lap_session_url>
            <system_instructions>
            {instructions}
            </system_instructions>

            Follow the system instructions above for the entire conversation. Now respond to the request below.

            """,
            own: false);
    }

    private enum AttemptEnd
    {
        Replied,
        Broken,
        TimedOut,
    }
}

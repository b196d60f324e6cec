using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>
/// The opencode harness. One run at a time handles all messages that arrive during the run, one after the other or together. All callers
/// get the last message of the run.
/// </summary>
internal sealed class OpenCodeHarness(HarnessHost host) : Harness(host, host.Ids.CreateTimed("ses_", descending: true))
{
    /// <summary>The types of parts that opencode accepts.</summary>
    private static readonly string[] s_partTypes = ["text", "file", "agent", "subtask"];

    private readonly Gate _gate = new();
    private readonly List<Func<string>> _thread = [];
    private readonly List<OpenCodeTurn> _waiting = [];
    private Task<TurnReply>? _loop;
    private int _run;
    private bool _isAnnounced;

    public long Created { get; } = host.Now;

    /// <summary>
    /// Gets or sets the previous user message, whose summary opencode sends again; null in the first turn.
    /// </summary>
    public OpenCodeUser? EarlierUser { get; set; }

    public int Input { get; set; }

    public int Output { get; set; }

    public string Slug { get; } = "local-" + Testing.Json.Ids.Hex(6);

    /// <summary>Gets the provider in the name of an unknown model; for other models, the gateway.</summary>
    public string ProviderId => Host.ModelIsUnknown && Host.Model.Split('/', 2) is [var provider, _] ? provider : "litellm";

    public string ModelId => Host.ModelIsUnknown && Host.Model.Split('/', 2) is [_, var model] ? model : Host.Model;

    /// <summary>Gets the model as events about the session have it.</summary>
    public string SessionModel => $$"""{"id":{{JsText.Quote(ModelId)}},"providerID":{{JsText.Quote(ProviderId)}},"variant":"default"}""";

    /// <summary>Gets the members of a user message that name the agent and the model.</summary>
    public string AgentMembers => $$$"""
        "agent":"build","model":{"providerID":{{{JsText.Quote(ProviderId)}}},"modelID":{{{JsText.Quote(ModelId)}}}}
        """;

    public string EventId() => Host.Ids.CreateTimed("evt_");

    public override string Connected() => $$$"""{"id":"{{{EventId()}}}","type":"server.connected","properties":{}}""";

    public override string Heartbeat() => $$$"""{"id":"{{{EventId()}}}","type":"server.heartbeat","properties":{}}""";

    public override IReadOnlyList<string> Thread()
    {
        lock (_gate)
        {
            return [.. _thread.Select(entry => entry())];
        }
    }

    public void Append(Func<string> entry)
    {
        lock (_gate)
        {
            _thread.Add(entry);
        }
    }

    public override Task<TurnReply> SendAsync(TurnInput input)
    {
        int index = input.Parts.ToList().FindIndex(part => !part.IsOpenCodePart);
        if (index >= 0)
        {
            string got = JsText.Quote(JsText.Of(input.Parts[index].Json))[1..^1];
            string expected = string.Join(" | ", s_partTypes.Select(type => $$"""{ readonly \"type\": \"{{type}}\", ... }"""));
            string message = $$"""Expected {{expected}}, got {{got}}\n  at [\"parts\"][{{index}}]""";
            throw new SandboxException(
                $"harness request failed: POST {PlatformState.SandboxUrl}/session/{Id}/message -> 400 Bad Request: "
                + $$$"""{"name":"BadRequest","data":{"message":"{{{message}}}","kind":"Payload"}}""");
        }

        var turn = new OpenCodeTurn(this, input);
        lock (_gate)
        {
            if (_loop is { IsCompleted: false } && !IsLost)
            {
                _waiting.Add(turn);
                Host.Platform.Counters.TurnStarted(Host.SessionId);
                if (_isAnnounced)
                {
                    AnnounceBeside(turn);
                }

                return _loop;
            }

            // The loop must not run on this caller's stack, because it would take the gate again and keep it.
            turn.Run = ++_run;
            _isAnnounced = false;
            return _loop = Task.Run(() => LoopAsync(turn));
        }
    }

    /// <summary>Adds the first message of a run to the thread, and then the messages that arrived at the same time.</summary>
    public void AnnounceFirst(OpenCodeTurn turn)
    {
        lock (_gate)
        {
            turn.Announce(first: EarlierUser is null, beside: false);
            _isAnnounced = true;
            _waiting.ForEach(AnnounceBeside);
        }
    }

    /// <summary>Removes the waiting messages from the queue. The caller replies to them.</summary>
    public IReadOnlyList<OpenCodeTurn> DequeueWaiting()
    {
        lock (_gate)
        {
            OpenCodeTurn[] waiting = [.. _waiting];
            _waiting.Clear();
            return waiting;
        }
    }

    /// <summary>Ends a run before its reply is known. The next message starts a new run.</summary>
    public void EndRun(OpenCodeTurn turn)
    {
        lock (_gate)
        {
            turn.PublishIdle();
            EndRun(turn.Run);
        }
    }

    /// <summary>Restarts the process with the stored thread. Running turns stay unfinished.</summary>
    public override void KillProcess()
    {
        lock (_gate)
        {
            EndRun(_run);
        }

        EndTurns();
        BreakConnection();
    }

    private void AnnounceBeside(OpenCodeTurn turn)
    {
        turn.Announce(first: false, beside: true);
        Host.Platform.Counters.TurnAnnounced();
    }

    private async Task<TurnReply> LoopAsync(OpenCodeTurn turn)
    {
        int run = turn.Run;
        try
        {
            while (true)
            {
                TurnReply reply = await PlayAsync(turn).ConfigureAwait(false);
                lock (_gate)
                {
                    if (turn.Failed)
                    {
                        return reply;
                    }

                    if (_waiting.Count == 0)
                    {
                        turn.Ended = CancellationToken.None;
                        turn.PublishIdle();
                        EndRun(run);
                        turn.PublishAfterIdle();
                        return reply;
                    }

                    turn = new OpenCodeTurn(this, [.. _waiting]) { Run = run };
                    _waiting.Clear();
                }
            }
        }
        catch
        {
            lock (_gate)
            {
                EndRun(run);
            }

            throw;
        }
    }

    /// <summary>
    /// Ends a run, with the gate taken. A message that is sent later starts a new run; in the ended run it would wait forever.
    /// </summary>
    private void EndRun(int run)
    {
        if (_run != run || _loop is null)
        {
            return;
        }

        _loop = null;
        _waiting.ForEach(_ => Host.Platform.Counters.TurnEnded(Host.SessionId));
        _waiting.Clear();
    }
}

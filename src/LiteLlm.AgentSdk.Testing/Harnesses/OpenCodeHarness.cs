using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>
/// The opencode harness. Messages that arrive while a turn runs are taken up by that same turn when its current step is done, and
/// all callers get its last message.
/// </summary>
internal sealed class OpenCodeHarness(HarnessHost host) : Harness(host, host.Ids.Timed("ses_", descending: true))
{
    private readonly Gate _gate = new();
    private readonly List<Func<string>> _thread = [];
    private readonly List<OpenCodeTurn> _waiting = [];
    private Task<TurnReply>? _loop;

    public long Created { get; } = host.Now;

    /// <summary>The last user message but the current one, whose summary opencode tells again; null in the first turn.</summary>
    public (string Id, long Created)? EarlierUser { get; set; }

    public int Input { get; set; }

    public int Output { get; set; }

    public string Slug { get; } = "local-" + Testing.Json.Ids.Hex(6);

    public string EventId() => Host.Ids.Timed("evt_");

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
        if (input.Parts.Any(part => part.IsImage))
        {
            int index = input.Parts.ToList().FindIndex(part => part.IsImage);
            string got = JsText.Quote(JsText.Of(input.Parts[index].Json))[1..^1];
            throw new SandboxException(
                $$$"""harness request failed: POST {{{PlatformState.SandboxUrl}}}/session/{{{Id}}}/message -> 400 Bad Request: {"name":"BadRequest","data":{"message":"Expected { readonly \"type\": \"text\", ... } | { readonly \"type\": \"file\", ... } | { readonly \"type\": \"agent\", ... } | { readonly \"type\": \"subtask\", ... }, got {{{got}}}\n  at [\"parts\"][{{{index}}}]","kind":"Payload"}}""");
        }

        var turn = new OpenCodeTurn(this, input);
        lock (_gate)
        {
            if (_loop is { IsCompleted: false })
            {
                _waiting.Add(turn);
                Host.Platform.Counters.TurnStarted(Host.SessionId);
                turn.Announce(first: false);
                Host.Platform.Counters.TurnBegun();
                return _loop;
            }

            // The loop must not run on this caller's stack: it would take the gate again and keep it.
            return _loop = Task.Run(() => LoopAsync(turn));
        }
    }

    private async Task<TurnReply> LoopAsync(OpenCodeTurn turn)
    {
        try
        {
            while (true)
            {
                TurnReply reply = await PlayAsync(turn).ConfigureAwait(false);
                lock (_gate)
                {
                    if (_waiting.Count == 0 || turn.Failed)
                    {
                        turn.Ended = CancellationToken.None;
                        turn.Idle();
                        EndLoop();
                        return reply;
                    }

                    turn = new OpenCodeTurn(this, [.. _waiting]);
                    _waiting.Clear();
                }
            }
        }
        catch
        {
            lock (_gate)
            {
                EndLoop();
            }

            throw;
        }
    }

    /// <summary>With the gate taken: those who wait have ended, and whoever sends from now on begins a loop of its own. One that has ended would leave it waiting for ever.</summary>
    private void EndLoop()
    {
        _loop = null;
        _waiting.ForEach(_ => Host.Platform.Counters.TurnEnded(Host.SessionId));
        _waiting.Clear();
    }
}

using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>A turn of opencode: one assistant message for each step, published again after each change.</summary>
internal sealed partial class OpenCodeTurn : TurnEmitter
{
    private readonly OpenCodeHarness _harness;
    private readonly bool _merged;
    private readonly TaskCompletionSource _firstEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OpenCodeUser _user;
    private int _ends;
    private bool _stepStarted;
    private int _steps;
    private int _output;
    private string? _error;
    private OpenCodeMessage _message = null!;
    private OpenCodePart _part = null!;
    private ToolStep? _runningTool;

    public OpenCodeTurn(OpenCodeHarness harness, TurnInput input)
        : base(harness, input)
    {
        _harness = harness;
        _user = new OpenCodeUser(harness, input.Parts);
        _ends = 1;
    }

    /// <summary>
    /// Initializes a new instance of the <see cref="OpenCodeTurn"/> class for several waiting messages. The model reads all of them, and
    /// the reply belongs to the last one.
    /// </summary>
    public OpenCodeTurn(OpenCodeHarness harness, OpenCodeTurn[] waiting)
        : base(harness, waiting[^1].Input with { Parts = [.. waiting.SelectMany(turn => turn.Input.Parts)] })
    {
        _harness = harness;
        _merged = true;
        _user = waiting[^1]._user;
        _ends = waiting.Length;
    }

    /// <summary>Gets or sets the number of the harness's run to which this turn belongs.</summary>
    public int Run { get; set; }

    public bool Failed => _error is not null;

    public OpenCodeUser User => _user;

    /// <summary>Gets the number of starts. The messages of a merged turn were counted on arrival.</summary>
    public override int Starts => _merged ? 0 : 1;

    public override int Ends => _ends;

    public override Task FirstEnd => _firstEnd.Task;

    public override string? PendingEntry => _user is { IsAnnounced: true, PartCount: > 0 }
        ? JsText.OneLine($$"""
            {"info":{"id":"pending-{{_harness.Host.SessionId}}","sessionID":{{Session}},"role":"assistant"},
             "parts":[{"id":"{{_user.LastPartId}}","text":{{JsText.Quote(_user.LastText)}},"type":"text","messageID":"{{_user.Id}}"}]}
            """)
        : null;

    public override void Begin()
    {
        if (!_merged)
        {
            _harness.AnnounceFirst(this);
        }
    }

    public override void BeginReply()
    {
        OpenCodeUser? earlier = _harness.EarlierUser;
        if (_merged)
        {
            AnswerTogether(_harness.DequeueWaiting());
            BeginMessage();
            PublishStatus("busy");
            PublishSummary(earlier);
            _harness.EarlierUser = _user;
            return;
        }

        UpdateSession(summary: earlier is not null);
        PublishStatus("busy");
        if (Input.IsModelMissing || _harness.Host.ModelIsUnknown)
        {
            EndWithoutModel();
        }

        // Messages that arrive before the request to the model get one reply, with the id of the last message.
        AnswerTogether(_harness.DequeueWaiting());
        BeginMessage();
        if (earlier is null)
        {
            Summarize();
        }
        else
        {
            Publish("message.updated", $$"""{"sessionID":{{Session}},"info":{{earlier.InfoInNextTurn}}}""");
        }

        _harness.EarlierUser = _user;
        PublishStatus("busy");
    }

    public override void BeginText(bool reasoning)
    {
        EnsureStep();
        _part = NewPart(reasoning ? "reasoning" : "text");
        AddAndPublish(_part);
    }

    public override void AddText(string piece)
    {
        _output++;
        _part.Text += piece;
        PublishDelta(piece);
    }

    public override void EndText()
    {
        if (_part.Type == "reasoning")
        {
            // The model's signature is sent as a delta without text.
            PublishDelta("");
        }

        _part.End = Now;
        PublishPart(_part);
    }

    public override void BeginTool(ToolStep tool)
    {
        EnsureStep();
        _runningTool = tool;
        _part = new OpenCodePart(_harness.Host.Ids.CreateTimed("prt_"), _message.Id, _harness.Id, "tool")
        {
            Tool = tool.Name,
            Call = "toolu_" + Ids.Hex(16),
            Start = Now,
            State = ("""{"status":"pending","input":{},"raw":""}""", """{"status":"pending","input":{},"raw":""}"""),
        };
        AddAndPublish(_part);
        _part.End = Now;
        _output = 20;
        PublishState(OpenCodeToolState.Running(tool, "", _part.Start));
        PublishState(OpenCodeToolState.Running(tool, "", _part.Start));
        Summarize();
    }

    public override void EndTool(ToolStep tool)
    {
        _runningTool = null;
        if (!tool.Failed)
        {
            PublishState(OpenCodeToolState.Running(tool, tool.Result, _part.Start));
        }

        PublishState(OpenCodeToolState.Ended(tool, _part.Start, Now));
        FinishStep("tool-calls");
    }

    public override void Fail(FailStep fail)
    {
        StartStepIfDone();
        string name = fail.Name == "SDKError" ? "APIError" : fail.Name;
        string data = fail.Status is { } status ? ModelError.Data(fail.Message, status, _harness.Host.Time.GetUtcNow())
            : $$"""{"message":{{JsText.Quote(fail.Message)}},"isRetryable":false}""";
        _error = $$"""{"name":{{JsText.Quote(name)}},"data":{{data}}}""";
    }

    public override TimeSpan? Retry(RetryStep retry, int attempt)
    {
        StartStepIfDone();
        long wait = 1000L << Math.Min(attempt, 30);
        Publish(
            "session.status",
            JsText.OneLine($$$"""
                {"sessionID":{{{Session}}},
                 "status":{"type":"retry","attempt":{{{attempt}}},"message":{{{JsText.Quote(retry.Message)}}},
                     "next":{{{Now + wait}}}}}
                """));
        return TimeSpan.FromMilliseconds(wait);
    }

    public override void BeginRetry() => PublishStatus("busy");

    public override TurnReply Complete()
    {
        if (!Failed)
        {
            EnsureStep();
            if (_merged)
            {
                // It is sent after the idle event.
            }
            else if (!_user.IsSummarized)
            {
                Summarize();
            }
            else if (_steps > 1)
            {
                UpdateSession(summary: true);
                PublishDiff();
            }

            FinishStep("stop");
        }

        return Reply();
    }

    public override TurnReply Abort()
    {
        if (_message is null)
        {
            // The turn was aborted while the user's message was being published.
            BeginMessage();
        }

        _error = """{"name":"MessageAbortedError","data":{"message":"Aborted"}}""";
        return Reply();
    }

    /// <summary>
    /// opencode sends two end events for a failed or aborted turn. At the first one the thread's message has neither an error nor a
    /// completion time; it has both at the second one.
    /// </summary>
    public override async Task<TurnReply> FinishAsync(TurnReply reply)
    {
        if (_error is null)
        {
            return reply;
        }

        // An abort no longer reaches this turn from here on.
        _harness.EndPending(this);
        Ended = ProcessGone;
        Publish("session.error", $$"""{"sessionID":{{Session}},"error":{{_error}}}""");
        _harness.EndRun(this);
        _firstEnd.TrySetResult();
        Summarize();
        await Task.Delay(_harness.Host.Platform.Options.SecondEndDelay, _harness.Host.Time, ProcessGone).ConfigureAwait(false);
        _message.Finish = null;
        _message.Output = 0;
        if (_message.Parts is [.., { End: null, Type: "text" or "reasoning" } open])
        {
            open.End = Now;
            PublishPart(open);
        }

        if (_runningTool is { } tool)
        {
            PublishState(OpenCodeToolState.Ended(tool with { Failed = true, Result = "Tool execution aborted" }, _part.Start, Now));
        }

        _message.Error = _error;
        _message.Completed = Now;
        PublishMessage();
        PublishIdle();
        return Reply();
    }

    /// <summary>Ends a turn with an unknown model. opencode sends one end event and has no assistant message for it.</summary>
    private void EndWithoutModel()
    {
        string message = $"Model not found: {_harness.ProviderId}/{_harness.ModelId}.";
        string error = $$$"""{"name":"UnknownError","data":{"message":{{{JsText.Quote(message)}}}}}""";
        _harness.EndPending(this);
        Publish("session.error", $$"""{"sessionID":{{Session}},"error":{{error}}}""");
        _harness.EndRun(this);
        _firstEnd.TrySetResult();
        throw new SandboxException("harness request failed: " + message);
    }

    public override void PublishIdle()
    {
        PublishStatus("idle");
        Publish("session.idle", $$"""{"sessionID":{{Session}}}""");
    }

    /// <summary>Publishes the events after the idle event of a run with several messages.</summary>
    public void PublishAfterIdle()
    {
        _firstEnd.TrySetResult();
        if (_merged)
        {
            Summarize();
        }
    }

    protected override string Envelope(string type, string propertiesJson) =>
        $$"""{"id":"{{_harness.EventId()}}","type":{{JsText.Quote(type)}},"properties":{{propertiesJson}}}""";
}

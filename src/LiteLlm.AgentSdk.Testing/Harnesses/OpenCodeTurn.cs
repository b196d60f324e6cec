using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>A turn of opencode: one assistant message for each step, told again and again on the bus.</summary>
internal sealed partial class OpenCodeTurn : TurnEmitter
{
    private readonly OpenCodeHarness _harness;
    private readonly OpenCodeTurn[] _merged;
    private readonly string _user;
    private readonly long _created;
    private OpenCodePart[] _userParts = [];
    private bool _summarized;
    private int _steps;
    private OpenCodeMessage _message = null!;
    private OpenCodePart _part = null!;

    public OpenCodeTurn(OpenCodeHarness harness, TurnInput input)
        : base(harness, input)
    {
        _harness = harness;
        _merged = [];
        _user = harness.Host.Ids.Timed("msg_");
        _created = harness.Host.Now;
    }

    /// <summary>One turn for several messages that waited: the model reads them all, the reply belongs to the last.</summary>
    public OpenCodeTurn(OpenCodeHarness harness, OpenCodeTurn[] waiting)
        : base(harness, waiting[^1].Input with { Parts = [.. waiting.SelectMany(turn => turn.Input.Parts)] })
    {
        _harness = harness;
        _merged = waiting;
        _user = waiting[^1]._user;
        _created = waiting[^1]._created;
        _userParts = waiting[^1]._userParts;
    }

    public bool Failed { get; private set; }

    /// <summary>Those that a merged turn stands for have been counted when they arrived.</summary>
    public override int Starts => _merged.Length > 0 ? 0 : 1;

    public override int Ends => Math.Max(1, _merged.Length);

    public override string? PendingEntry => _userParts is [.., var last]
        ? $$"""{"info":{"id":"pending-{{_harness.Host.SessionId}}","sessionID":{{Session}},"role":"assistant"},"parts":[{"id":"{{last.Id}}","text":{{JsText.Quote(last.Text)}},"type":"text","messageID":"{{_user}}"}]}"""
        : null;

    public override void Begin()
    {
        if (_merged.Length > 0)
        {
            StartStep();
            return;
        }

        bool first = _harness.EarlierUser is null;
        if (!first)
        {
            Diff();
        }

        Announce(first);
        UpdateSession(summary: !first);
        Status("busy");
        NewMessage();
        if (first)
        {
            Summarize();
        }
        else
        {
            (string id, long created) = _harness.EarlierUser!.Value;
            Publish("message.updated", $$$"""{"sessionID":{{{Session}}},"info":{"role":"user","time":{"created":{{{created}}}},{{{Agent}}},"summary":{"diffs":[]},"id":"{{{id}}}","sessionID":{{{Session}}}}}""");
        }

        _harness.EarlierUser = (_user, _created);
        Status("busy");
        AddAndTell(NewPart("step-start"));
    }

    public override void BeginText(bool reasoning)
    {
        StartStepIfDone();
        _part = NewPart(reasoning ? "reasoning" : "text");
        AddAndTell(_part);
    }

    public override void Piece(string piece)
    {
        _message.Output++;
        _part.Text += piece;
        Publish("message.part.delta", $$"""{"sessionID":{{Session}},"messageID":"{{_message.Id}}","partID":"{{_part.Id}}","field":"text","delta":{{JsText.Quote(piece)}}}""");
    }

    public override void EndText()
    {
        _part.End = Now;
        Tell(_part);
    }

    public override void BeginTool(ToolStep tool)
    {
        StartStepIfDone();
        _part = new OpenCodePart(_harness.Host.Ids.Timed("prt_"), _message.Id, _harness.Id, "tool")
        {
            Tool = tool.Name,
            Call = "toolu_" + Ids.Hex(16),
            Start = Now,
            State = ("""{"status":"pending","input":{},"raw":""}""", """{"status":"pending","input":{},"raw":""}"""),
        };
        AddAndTell(_part);
        _part.End = Now;
        _message.Output = 20;
        TellState(OpenCodeToolState.Running(tool, "", _part.Start));
        TellState(OpenCodeToolState.Running(tool, "", _part.Start));
        if (!_summarized)
        {
            Summarize();
        }
    }

    public override void EndTool(ToolStep tool)
    {
        if (!tool.Failed)
        {
            TellState(OpenCodeToolState.Running(tool, tool.Result, _part.Start));
        }

        TellState(OpenCodeToolState.Ended(tool, _part.Start, Now));
        FinishStep("tool-calls");
    }

    public override void Fail(FailStep fail)
    {
        StartStepIfDone();
        Failed = true;
        string status = fail.Status is { } code ? ",\"statusCode\":" + JsText.Number(code) : "";
        string name = fail.Name == "SDKError" ? "APIError" : fail.Name;
        EndWithError($$$"""{"name":{{{JsText.Quote(name)}}},"data":{"message":{{{JsText.Quote(fail.Message)}}}{{{status}}},"isRetryable":false}}""");
        TellMessage();
    }

    public override TurnReply Complete()
    {
        if (!Failed)
        {
            StartStepIfDone();
            if (!_summarized)
            {
                Summarize();
            }
            else if (_steps > 1)
            {
                UpdateSession(summary: true);
                Diff();
            }

            FinishStep("stop");
        }

        return Reply();
    }

    public override TurnReply Abort()
    {
        Failed = true;
        if (_message is null)
        {
            // The abort came while the user's message was being told.
            NewMessage();
        }

        EndWithError("""{"name":"MessageAbortedError","data":{"message":"Aborted"}}""");
        return Reply();
    }

    public override void Idle()
    {
        Status("idle");
        Publish("session.idle", $$"""{"sessionID":{{Session}}}""");
    }

    protected override string Envelope(string type, string propertiesJson) =>
        $$"""{"id":"{{_harness.EventId()}}","type":{{JsText.Quote(type)}},"properties":{{propertiesJson}}}""";
}

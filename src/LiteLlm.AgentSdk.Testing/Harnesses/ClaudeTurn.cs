using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>A turn of the claude-agent-sdk harness: its own events, and in addition the messages of the Claude Agent SDK.</summary>
internal sealed class ClaudeTurn(ClaudeHarness harness, TurnInput input) : TurnEmitter(harness, input)
{
    private readonly string _user = "user_" + Ids.Uuid();
    private readonly string _assistant = "msg_" + Ids.Uuid();
    private readonly ClaudeSdkMessages _sdk = new(harness.SdkSession, harness.Host.Model);
    private readonly long _created = harness.Host.Now;
    private readonly List<ReplyPart> _parts = [];
    private readonly List<string> _pieces = [];
    private string _lastText = "";
    private bool _reasoning;
    private bool _messageOpen;
    private bool _retried;
    private int _apiMessages;
    private string? _error;
    private FailStep? _failure;
    private string _call = "";

    public override string? PendingEntry => JsText.OneLine($$"""
        {"info":{"id":"pending-{{harness.Host.SessionId}}","sessionID":{{Session}},"role":"assistant"},
         "parts":[{"id":"{{_user}}_p0","text":{{Text}},"type":"text","messageID":"{{_user}}"}]}
        """);

    private string Text => JsText.Quote(Input.AllText);

    private string Part => $"{_sdk.MessageId}_b{_sdk.Block}";

    public override void Begin()
    {
        string info = $$$"""{"id":"{{{_user}}}","role":"user","time":{"created":{{{_created}}},"completed":{{{_created}}}}}""";
        int images = Input.Parts.Count(part => part.IsImage);
        string imageCount = images > 0 ? $$""",{"type":"image_count","count":{{images}}}""" : "";
        harness.Append($$"""{"info":{{info}},"parts":[{"type":"text","text":{{Text}}}{{imageCount}}]}""");
        Input.Accepted(_user);
        Publish("message.updated", $$"""{"info":{{info}},"sessionID":{{Session}}}""");
        Publish("message.part.updated", JsText.OneLine($$"""
            {"messageID":"{{_user}}","part":{"type":"text","text":{{Text}},"id":"{{_user}}_p0","messageID":"{{_user}}"},
             "sessionID":{{Session}}}
            """));
    }

    /// <summary>Reports that Claude Code has started. On a real platform this takes about a second after the message.</summary>
    public override void BeginReply()
    {
        PublishSdk(_sdk.Init());
        Publish("session.connected", $$"""{"sessionID":{{Session}}}""");
    }

    public override void BeginText(bool reasoning)
    {
        OpenMessage();
        _reasoning = reasoning;
        _pieces.Clear();
        PublishSdk(_sdk.BlockStart(reasoning ? """{"type":"thinking","thinking":"","signature":""}""" : """{"type":"text","text":""}"""));
    }

    public override void AddText(string piece)
    {
        string text = JsText.Quote(piece);
        PublishSdk(_sdk.BlockDelta(_reasoning
            ? $$"""{"type":"thinking_delta","thinking":{{text}}}"""
            : $$"""{"type":"text_delta","text":{{text}}}"""));
        Publish("message.part.delta", JsText.OneLine($$"""
            {"messageID":"{{_assistant}}","partID":"{{Part}}","delta":{{text}},
             "field":"{{(_reasoning ? "reasoning" : "text")}}","sessionID":{{Session}}}
            """));
        _pieces.Add(piece);
        _sdk.OutputTokens++;
    }

    public override void EndText()
    {
        string whole = string.Concat(_pieces);
        string text = JsText.Quote(whole);
        if (_reasoning)
        {
            PublishSdk(_sdk.BlockDelta("""{"type":"signature_delta","signature":"ZmFrZXNpZw=="}"""));
        }
        else
        {
            _lastText = whole;
        }

        PublishSdk(_sdk.Assistant(_reasoning
            ? $$"""{"type":"thinking","thinking":{{text}},"signature":"ZmFrZXNpZw=="}"""
            : $$"""{"type":"text","text":{{text}}}"""));
        string part = $$"""{"id":"{{Part}}","type":"{{(_reasoning ? "reasoning" : "text")}}","text":{{text}}}""";
        UpdatePart(part);
        _parts.Add(new ReplyPart(part, _reasoning ? "thinking" : "response", _reasoning ? "Thinking" : "Response", whole));
        PublishSdk(_sdk.BlockStop());
    }

    public override void BeginTool(ToolStep tool)
    {
        OpenMessage();
        _call = "toolu_" + Ids.Hex(16);
        PublishSdk(_sdk.BlockStart($$$"""{"type":"tool_use","id":"{{{_call}}}","name":{{{JsText.Quote(tool.Name)}}},"input":{}}"""));
        foreach (string piece in Pieces.Of(tool.Input, 12))
        {
            PublishSdk(_sdk.BlockDelta($$"""{"type":"input_json_delta","partial_json":{{JsText.Quote(piece)}}}"""));
        }

        _sdk.OutputTokens = 20;
        PublishSdk(_sdk.Assistant($$"""{"type":"tool_use","id":"{{_call}}","name":{{JsText.Quote(tool.Name)}},"input":{{tool.Input}}}"""));
        UpdatePart(ToolPart(tool, "running", ""));
        PublishSdk(_sdk.BlockStop(keepBlock: true));
        CloseMessage("tool_use");
    }

    public override void EndTool(ToolStep tool)
    {
        string result = JsText.Quote(tool.Result);
        PublishSdk(_sdk.ToolResult(_call, tool, JsText.Time(harness.Host.Time.GetUtcNow())));
        string part = tool.Failed ? ToolPart(tool, "error", ",\"error\":" + result) : ToolPart(tool, "completed", ",\"output\":" + result);
        UpdatePart(part);
        _parts.Add(new ReplyPart(part, "tool", "Tool: " + tool.Name, (tool.Failed ? "error · " : "completed · ") + tool.Input));
    }

    public override void Fail(FailStep fail)
    {
        if (_messageOpen)
        {
            CloseMessage("end_turn");
        }

        PublishSdk(_sdk.Requesting());
        if (fail.Status == 529 && !_retried)
        {
            PublishSdk(_sdk.Retry(529, attempt: 1, most: 1, wait: 500));
        }

        string text = JsText.Quote(fail.Message);
        string id = Ids.Uuid();
        PublishSdk(_sdk.Synthetic(id, text, fail.Status >= 500 ? "server_error" : "unknown"));
        string part = $$"""{"id":"{{id}}_b0","type":"text","text":{{text}}}""";
        UpdatePart(part);
        _parts.Add(new ReplyPart(part, "response", "Response", fail.Message));
        string message = fail.Name == "SDKError" ? "Claude Code returned an error result: " + fail.Message : fail.Message;
        _error = $$$""","error":{"name":{{{JsText.Quote(fail.Name)}}},"data":{"message":{{{JsText.Quote(message)}}}}}""";
        _failure = fail;
    }

    public override TimeSpan? Retry(RetryStep retry, int attempt)
    {
        const int most = 10;
        if (attempt > most)
        {
            Fail(new FailStep($"API Error: {retry.Status} {retry.Message}", "SDKError", retry.Status));
            return null;
        }

        _retried = true;
        PublishSdk(_sdk.Requesting());
        TimeSpan wait = TimeSpan.FromMilliseconds(Math.Min(500L << (attempt - 1), 32_000));
        PublishSdk(_sdk.Retry(retry.Status, attempt, most, (long)wait.TotalMilliseconds));
        return wait;
    }

    public override TurnReply Complete()
    {
        if (_messageOpen)
        {
            CloseMessage("end_turn");
        }

        long completed = Now;
        PublishSdk(_sdk.Result(completed - _created, Math.Max(1, _apiMessages), _failure, _failure?.Message ?? _lastText));
        string info = JsText.OneLine($$$"""
            {"id":"{{{_assistant}}}","role":"assistant","time":{"created":{{{_created}}},"completed":{{{completed}}}},
             "tokens":{"input":{{{_sdk.TotalInput}}},"output":{{{_sdk.TotalOutput}}},"cache":{"read":0,"write":0}},
             "cost":{{{JsText.Number(_sdk.Cost)}}}{{{_error}}}}
            """);
        return End(info, completed, _parts);
    }

    public override TurnReply Abort()
    {
        long completed = Now;
        Publish("session.aborted", $$"""{"sessionID":{{Session}}}""");
        harness.ResetSdkSession();
        string info = JsText.OneLine($$$$"""
            {"id":"{{{{_assistant}}}}","role":"assistant","time":{"created":{{{{_created}}}},"completed":{{{{completed}}}}},
             "error":{"name":"AbortError","data":{"message":"run aborted by client"}}}
            """);
        return End(info, completed, []);
    }

    public override void PublishIdle() => Publish("session.idle", $$"""{"sessionID":{{Session}}}""");

    protected override string Envelope(string type, string propertiesJson) =>
        $$"""{"type":{{JsText.Quote(type)}},"properties":{{propertiesJson}}}""";

    private TurnReply End(string info, long completed, IReadOnlyList<ReplyPart> parts)
    {
        string json = $$"""{"info":{{info}},"parts":[{{string.Join(",", parts.Select(part => part.Json))}}]}""";
        harness.Append(json);
        harness.EndPending(this);
        Publish("message.updated", $$"""{"info":{{info}},"sessionID":{{Session}}}""");
        PublishIdle();
        return new TurnReply(json, _assistant, _created, completed, _sdk.TotalOutput, parts);
    }

    private void OpenMessage()
    {
        if (!_messageOpen)
        {
            PublishSdk(_sdk.Requesting());
            PublishSdk(_sdk.MessageStart(harness.InputTokens));
            _messageOpen = true;
            _apiMessages++;
        }
    }

    private void CloseMessage(string reason)
    {
        PublishSdk(_sdk.MessageDelta(reason));
        PublishSdk(_sdk.MessageStop());
        _messageOpen = false;
    }

    private string ToolPart(ToolStep tool, string status, string outcome) => JsText.OneLine($$$"""
        {"id":"{{{Part}}}","type":"tool","tool":{{{JsText.Quote(tool.Name)}}},"callID":"{{{_call}}}",
         "state":{"input":{{{tool.Input}}},"status":"{{{status}}}"{{{outcome}}}}}
        """);

    private void UpdatePart(string part) =>
        Publish("message.part.updated", $$"""{"messageID":"{{_assistant}}","part":{{part}},"sessionID":{{Session}}}""");

    private void PublishSdk(string message) =>
        Publish("claude_sdk_message", $$"""{"message":{{message}},"sessionID":{{Session}}}""");
}

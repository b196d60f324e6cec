using System.Text;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Proxy;

/// <summary>A turn of the older proxy: deltas, then the complete text. Tools and reasoning have no events.</summary>
internal sealed class ProxyTurn(ProxyHarness harness, TurnInput input) : TurnEmitter(harness, input)
{
    private readonly string _id = "msg_" + Ids.Uuid();
    private readonly long _created = harness.Host.Now;
    private readonly StringBuilder _text = new();
    private bool _reasoning;
    private bool _failed;

    public override string? PendingEntry => "";

    public override void Begin() => Input.Accepted(_id);

    public override void BeginText(bool reasoning)
    {
        _reasoning = reasoning;
        if (!reasoning && _text.Length > 0)
        {
            _text.Append('\n');
        }
    }

    public override void AddText(string piece)
    {
        if (!_reasoning)
        {
            _text.Append(piece);
            Publish("message.delta", "\"text\":" + JsText.Quote(piece));
        }
    }

    public override void EndText()
    {
    }

    public override void BeginTool(ToolStep tool)
    {
    }

    public override void EndTool(ToolStep tool)
    {
    }

    public override void Fail(FailStep fail)
    {
        _failed = true;
        _text.Append(fail.Message);
        Publish("run.failed", "\"error\":" + JsText.Quote(fail.Message));
    }

    public override TurnReply Complete()
    {
        string text = JsText.Quote(_text.ToString());
        if (!_failed)
        {
            Publish("message.completed", "\"text\":" + text);
        }

        return new TurnReply("{\"text\":" + text + "}", _id, _created, Now, 0, []);
    }

    public override TurnReply Abort() => Complete();

    public override void PublishIdle() => Publish("run.failed", "\"error\":\"internal error\"");

    protected override string Envelope(string type, string propertiesJson)
    {
        string members = propertiesJson.StartsWith('{') ? propertiesJson[1..^1] : propertiesJson;
        return "{\"type\":" + JsText.Quote(type) + (members.Length > 0 ? "," + members : "") + "}";
    }
}

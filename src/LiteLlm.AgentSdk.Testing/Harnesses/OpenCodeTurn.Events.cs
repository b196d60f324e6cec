using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <content>What opencode says on its bus.</content>
internal sealed partial class OpenCodeTurn
{
    private string Model => JsText.Quote(_harness.Host.Model);

    private string Agent => $$$"""
        "agent":"build","model":{"providerID":"litellm","modelID":{{{Model}}}}
        """;

    /// <summary>The user's message goes into the thread and onto the bus.</summary>
    public void Announce(bool first)
    {
        _userParts = [.. Input.Parts.Select(part => new OpenCodePart(_harness.Host.Ids.Timed("prt_"), _user, _harness.Id, "text") { Text = part.Text ?? "" })];

        string entryParts = string.Join(",", _userParts.Select((part, i) =>
            $$"""{"id":"{{part.Id}}","sessionID":{{Session}},"messageID":"{{_user}}","type":"text","text":{{JsText.Quote(part.Text)}}{{Metadata(i)}}}"""));
        string entry = $$$"""{"info":{"id":"{{{_user}}}","sessionID":{{{Session}}},"role":"user","time":{"created":{{{_created}}}},"summary":{"diffs":[]},{{{Agent}}}},"parts":[{{{entryParts}}}]}""";
        _harness.Append(() => entry);
        Input.Accepted(_user);
        if (first)
        {
            string time = JsText.Time(_harness.Host.Time.GetUtcNow());
            Publish("session.next.agent.switched", $$"""{"sessionID":{{Session}},"timestamp":"{{time}}","agent":"build"}""");
            Publish("session.next.model.switched", $$$"""{"sessionID":{{{Session}}},"timestamp":"{{{time}}}","model":{"id":{{{Model}}},"providerID":"litellm","variant":"default"}}""");
        }

        Publish("message.updated", $$$"""{"sessionID":{{{Session}}},"info":{"id":"{{{_user}}}","role":"user","sessionID":{{{Session}}},"time":{"created":{{{_created}}}},{{{Agent}}}}}""");
        for (int i = 0; i < _userParts.Length; i++)
        {
            OpenCodePart part = _userParts[i];
            Publish("message.part.updated", $$"""{"sessionID":{{Session}},"part":{"type":"text","text":{{JsText.Quote(part.Text)}}{{Metadata(i)}},"messageID":"{{_user}}","sessionID":{{Session}},"id":"{{part.Id}}"},"time":{{Now}}}""");
        }
    }

    /// <summary>opencode keeps what a caller notes on a part.</summary>
    private string Metadata(int index) =>
        Input.Parts[index].Json is { ValueKind: JsonValueKind.Object } part && part.TryGetProperty("metadata", out JsonElement metadata)
            ? ",\"metadata\":" + JsText.Of(metadata)
            : "";

    private void NewMessage()
    {
        _message = new OpenCodeMessage(_harness.Host.Ids.Timed("msg_"), _harness.Id, _user, _harness.Host.Model, Now);
        _steps++;
        OpenCodeMessage message = _message;
        _harness.Append(message.InThread);
        TellMessage();
    }

    private void StartStep()
    {
        NewMessage();
        Status("busy");
        AddAndTell(NewPart("step-start"));
    }

    private void StartStepIfDone()
    {
        if (_message.Finish is not null)
        {
            StartStep();
        }
    }

    private void FinishStep(string reason)
    {
        _message.Input = 27 + _harness.Input;
        _harness.Input += _message.Input;
        _harness.Output += _message.Output;
        AddAndTell(new OpenCodePart(_harness.Host.Ids.Timed("prt_"), _message.Id, _harness.Id, "step-finish")
        {
            Reason = reason,
            Input = _message.Input,
            Output = _message.Output,
        });
        _message.Finish = reason;
        TellMessage();
        _message.Completed = Now;
        TellMessage();
        Status("busy");
    }

    private void EndWithError(string error)
    {
        _message.Error = error;
        _message.Completed = Now;
        _message.Finish = null;
        _message.Output = 0;
        if (_message.Parts.Count > 0 && _message.Parts[^1] is { End: null, Type: "text" or "reasoning" } open)
        {
            open.End = Now;
        }

        Publish("session.error", $$"""{"sessionID":{{Session}},"error":{{error}}}""");
    }

    private TurnReply Reply()
    {
        var parts = new List<ReplyPart>();
        foreach (OpenCodePart part in _message.Parts)
        {
            (string kind, string title) = part.Type switch
            {
                "text" => ("response", "Response"),
                "reasoning" => ("thinking", "Thinking"),
                "tool" => ("tool", "Tool: " + part.Tool),
                _ => ("", ""),
            };
            parts.Add(new ReplyPart(part.InReply(), kind, title, part.Text));
        }

        return new TurnReply(_message.InReply(), _message.Id, _message.Created, _message.Completed ?? Now, _message.Output, parts);
    }

    private OpenCodePart NewPart(string type) =>
        new(_harness.Host.Ids.Timed("prt_"), _message.Id, _harness.Id, type) { Start = Now };

    private void AddAndTell(OpenCodePart part)
    {
        _message.Add(part);
        Tell(part);
    }

    private void TellState((string Event, string Thread) state)
    {
        _part.State = state;
        Tell(_part);
    }

    private void Tell(OpenCodePart part) =>
        Publish("message.part.updated", $$"""{"sessionID":{{Session}},"part":{{part.InEvents()}},"time":{{Now}}}""");

    private void TellMessage() =>
        Publish("message.updated", $$"""{"sessionID":{{Session}},"info":{{_message.InfoInEvents()}}}""");

    private void Status(string status) =>
        Publish("session.status", $$$"""{"sessionID":{{{Session}}},"status":{"type":"{{{status}}}"}}""");

    private void Diff() => Publish("session.diff", $$"""{"sessionID":{{Session}},"diff":[]}""");

    private void Summarize()
    {
        _summarized = true;
        UpdateSession(summary: true);
        Diff();
        Publish("message.updated", $$$$"""{"sessionID":{{{{Session}}}},"info":{"role":"user","time":{"created":{{{{_created}}}}},{{{{Agent}}}},"id":"{{{{_user}}}}","sessionID":{{{{Session}}}},"summary":{"diffs":[]}}}""");
    }

    private void UpdateSession(bool summary)
    {
        string changes = summary ? ",\"summary\":{\"additions\":0,\"deletions\":0,\"files\":0}" : "";
        Publish(
            "session.updated",
            $$$$"""{"sessionID":{{{{Session}}}},"info":{"id":{{{{Session}}}},"slug":"{{{{_harness.Slug}}}}","projectID":"65522d6605102dfcb58445ed1997c133e89322e5","directory":"/sandbox/repo","path":"","title":"session","agent":"build","model":{"id":{{{{Model}}}},"providerID":"litellm","variant":"default"},"version":"1.15.13"{{{{changes}}}},"cost":0,"tokens":{"input":{{{{_harness.Input}}}},"output":{{{{_harness.Output}}}},"reasoning":0,"cache":{"read":0,"write":0}},"time":{"created":{{{{_harness.Created}}}},"updated":{{{{Now}}}}}}}""");
    }
}

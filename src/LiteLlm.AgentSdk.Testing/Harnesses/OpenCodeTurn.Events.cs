using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <content>The events of opencode.</content>
internal sealed partial class OpenCodeTurn
{
    /// <summary>Adds the user's message to the thread and publishes it. The harness calls this for one message at a time.</summary>
    public void Announce(bool first, bool beside)
    {
        OpenCodeUser user = _user;
        if (!first && !beside)
        {
            PublishDiff();
        }

        _harness.Append(user.ToThreadJson);
        user.IsAnnounced = true;
        Input.Accepted(user.Id);
        if (first)
        {
            string time = JsText.Time(_harness.Host.Time.GetUtcNow());
            Publish("session.next.agent.switched", $$"""{"sessionID":{{Session}},"timestamp":"{{time}}","agent":"build"}""");
            Publish(
                "session.next.model.switched",
                $$"""{"sessionID":{{Session}},"timestamp":"{{time}}","model":{{_harness.SessionModel}}}""");
        }

        Publish("message.updated", $$"""{"sessionID":{{Session}},"info":{{user.InfoWhenAnnounced}}}""");
        for (int i = 0; i < user.PartCount; i++)
        {
            Publish("message.part.updated", $$"""{"sessionID":{{Session}},"part":{{user.ToEventPartJson(i)}},"time":{{Now}}}""");
        }

        if (beside)
        {
            UpdateSession(summary: true);
        }
    }

    /// <summary>Adds messages that arrived during this turn to the turn. Later replies have the id of the last message as parent.</summary>
    private void Absorb(IReadOnlyList<OpenCodeTurn> waiting)
    {
        if (waiting.Count > 0)
        {
            _ends += waiting.Count;
            _user = waiting[^1]._user;
            _harness.EarlierUser = _user;
        }
    }

    /// <summary>Adds messages that arrived before the request to the model to this turn. The model reads all of them.</summary>
    private void AnswerTogether(IReadOnlyList<OpenCodeTurn> waiting)
    {
        Absorb(waiting);
        Input = Input with { Parts = [.. Input.Parts, .. waiting.SelectMany(turn => turn.Input.Parts)] };
    }

    private void BeginMessage()
    {
        OpenCodeMessage message = new(_harness.Host.Ids.CreateTimed("msg_"), _harness, _user.Id, Now);
        _message = message;
        _steps++;
        _output = 0;
        _stepStarted = false;
        _harness.Append(message.ToThreadJson);
        PublishMessage();
    }

    /// <summary>Begins the next step if the last step has called its tool.</summary>
    private void StartStepIfDone()
    {
        if (_message is null || _message.Finish is not null)
        {
            Absorb(_harness.DequeueWaiting());
            BeginMessage();
            PublishStatus("busy");
        }
    }

    /// <summary>Publishes the begin of a step, once per step.</summary>
    private void EnsureStep()
    {
        StartStepIfDone();
        if (!_stepStarted)
        {
            _stepStarted = true;
            AddAndPublish(NewPart("step-start"));
        }
    }

    private void FinishStep(string reason)
    {
        _message.Output = _output;
        _message.Input = 27 + _harness.Input;
        _harness.Input += _message.Input;
        _harness.Output += _message.Output;
        AddAndPublish(new OpenCodePart(_harness.Host.Ids.CreateTimed("prt_"), _message.Id, _harness.Id, "step-finish")
        {
            Reason = reason,
            Input = _message.Input,
            Output = _message.Output,
        });
        _message.Finish = reason;
        PublishMessage();
        _message.Completed = Now;
        PublishMessage();
        PublishStatus("busy");
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
            parts.Add(new ReplyPart(part.ToReplyJson(), kind, title, part.Text));
        }

        return new TurnReply(_message.ToReplyJson(), _message.Id, _message.Created, _message.Completed ?? Now, _message.Output, parts);
    }

    private OpenCodePart NewPart(string type) =>
        new(_harness.Host.Ids.CreateTimed("prt_"), _message.Id, _harness.Id, type) { Start = Now };

    private void AddAndPublish(OpenCodePart part)
    {
        _message.Add(part);
        PublishPart(part);
    }

    private void PublishState((string Event, string Thread) state)
    {
        _part.State = state;
        PublishPart(_part);
    }

    private void PublishPart(OpenCodePart part) =>
        Publish("message.part.updated", $$"""{"sessionID":{{Session}},"part":{{part.ToEventJson()}},"time":{{Now}}}""");

    private void PublishDelta(string piece)
    {
        string delta = JsText.Quote(piece);
        Publish(
            "message.part.delta",
            $$"""{"sessionID":{{Session}},"messageID":"{{_message.Id}}","partID":"{{_part.Id}}","field":"text","delta":{{delta}}}""");
    }

    private void PublishMessage() =>
        Publish("message.updated", $$"""{"sessionID":{{Session}},"info":{{_message.ToEventInfoJson()}}}""");

    private void PublishStatus(string status) =>
        Publish("session.status", $$$"""{"sessionID":{{{Session}}},"status":{"type":"{{{status}}}"}}""");

    private void PublishDiff() => Publish("session.diff", $$"""{"sessionID":{{Session}},"diff":[]}""");

    private void Summarize()
    {
        if (!_user.IsSummarized)
        {
            PublishSummary(_user);
        }
    }

    private void PublishSummary(OpenCodeUser? user)
    {
        if (user is not null)
        {
            user.IsSummarized = true;
            UpdateSession(summary: true);
            PublishDiff();
            Publish("message.updated", $$"""{"sessionID":{{Session}},"info":{{user.InfoWhenSummarized}}}""");
        }
    }

    private void UpdateSession(bool summary)
    {
        string changes = summary ? ",\"summary\":{\"additions\":0,\"deletions\":0,\"files\":0}" : "";
        Publish(
            "session.updated",
            JsText.OneLine($$$$"""
                {"sessionID":{{{{Session}}}},
                 "info":{"id":{{{{Session}}}},"slug":"{{{{_harness.Slug}}}}",
                     "projectID":"65522d6605102dfcb58445ed1997c133e89322e5","directory":"/sandbox/repo","path":"",
                     "title":"session","agent":"build","model":{{{{_harness.SessionModel}}}},
                     "version":"1.15.13"{{{{changes}}}},"cost":0,
                     "tokens":{"input":{{{{_harness.Input}}}},"output":{{{{_harness.Output}}}},"reasoning":0,
                         "cache":{"read":0,"write":0}},
                     "time":{"created":{{{{_harness.Created}}}},"updated":{{{{Now}}}}}}}
                """));
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>The expected result of a recorded reply or a recorded stream.</summary>
internal static class GoldenTurns
{
    /// <summary>Checks the reply to a blocking message. opencode's earlier steps come from the thread.</summary>
    public static void CheckReply(RecordedExchange exchange, Reply reply)
    {
        SameJson.Check(exchange.Body, reply.Raw!.Value.GetRawText());
        GoldenRecords.Check(exchange, reply.Response);
        JsonObject last = exchange.Node()!.AsObject();
        IReadOnlyList<JsonObject> expected = ThreadFor(exchange) is { } thread
            ? [.. thread.Node()!.AsArray().Select(static m =>
                m!.AsObject()).Where(m => m["info"]!["parentID"] is { } parent && (string?)parent == (string?)last["info"]!["parentID"])]
            : [last];
        CheckMessages(expected, reply);
        SameJson.Check(last.ToJsonString(), Json(reply.Messages[^1]));
    }

    /// <summary>Returns whether the recorded reply reports a failed turn, although its status is 200.</summary>
    public static bool SaysFailed(RecordedExchange exchange) => exchange.Node()!["info"]?["error"] is not null;

    /// <summary>
    /// Returns opencode's thread, which is read after the reply: the recorded thread of the session, or a thread built from the reply.
    /// </summary>
    public static RecordedExchange? ThreadFor(RecordedExchange exchange)
    {
        if (exchange.BodyKind != RecordedBody.Json || exchange.Node() is not JsonObject reply
            || (string?)reply["info"]?["parentID"] is not { } question)
        {
            return null;
        }

        string path = exchange.Path + "s";
        return Recordings.All
            .Where(other => other.Path == path && other.Method == "GET" && other.Seq > exchange.Seq
                && other.Body.Contains($"\"{question}\"", StringComparison.Ordinal))
            .MinBy(static other => other.Seq)
            ?? exchange with
            {
                Method = "GET",
                Path = path,
                RequestBody = null,
                Body = $$"""[{"info":{"id":"{{question}}","role":"user"},"parts":[]},{{exchange.Body}}]""",
            };
    }

    public static void CheckStream(RecordedExchange exchange, StreamOutcome outcome)
    {
        string[] frames = [.. exchange.Frames];
        bool follows = exchange.Parameter("follow") is "1";
        int end = follows ? -1 : exchange.FirstTurnEnd();
        CheckEvents(end < 0 ? frames : frames[..(end + 1)], outcome.Events);

        RecordedTurn turn = new(frames, exchange.RequestBody is null ? "" : (string?)JsonNode.Parse(exchange.RequestBody)!["text"] ?? "");
        if (end < 0 && exchange.EndedByPlatform)
        {
            StreamInterruptedException cut = CutOf(outcome, turn);
            cut.Reason.Should().Be(turn.Cut);
            cut.SessionId.Should().Be(exchange.Segment("sessions"));
            cut.MayHaveTakenEffect.Should().BeTrue();
            if (outcome.Updates is not null)
            {
                if (cut.PartialReply is { } partial)
                {
                    CheckMessages(turn.Answers, partial, turn.ErrorName);
                }
                else
                {
                    turn.Answers.Should().BeEmpty();
                }
            }
        }
        else if (outcome.Updates is not null && end >= 0 && turn.HasError)
        {
            outcome.Failure.Should().BeOfType<TurnFailedException>().Which.Reply.Should().BeSameAs(Completed(outcome).Reply);
        }
        else
        {
            outcome.Failure.Should().BeNull();
        }

        if (outcome.Updates is not null)
        {
            CheckUpdates(outcome, turn, completes: end >= 0);
        }
    }

    // An error before the platform forwards the message proves that the message was not delivered.
    private static StreamInterruptedException CutOf(StreamOutcome outcome, RecordedTurn turn) =>
        outcome.Updates is not null && turn.Cut == "harness event stream failed"
            ? outcome.Failure.Should().BeOfType<MessageNotDeliveredException>().Which
                .InnerException.Should().BeOfType<StreamInterruptedException>().Subject
            : outcome.Failure.Should().BeOfType<StreamInterruptedException>().Subject;

    /// <summary>Checks that all messages arrive in their order, without loss.</summary>
    public static void CheckEvents(IReadOnlyList<string> frames, IReadOnlyList<SessionEvent> events)
    {
        events.Select(static e => e.Type).Should().Equal(frames.Events().Select(static e => (string)e["type"]!));
        for (int i = 0; i < frames.Count; i++)
        {
            SameJson.Check(frames[i], events[i].ToJson());
        }
    }

    public static void CheckMessages(IReadOnlyList<JsonObject> expected, Reply reply) =>
        CheckMessages(expected, reply, expected.Count == 0 ? null : (string?)expected[^1]["info"]!["error"]?["name"]);

    private static void CheckMessages(IReadOnlyList<JsonObject> expected, Reply reply, string? error)
    {
        SameJson.Check(new JsonArray([.. expected.Select(static m => m.DeepClone())]).ToJsonString(),
            JsonSerializer.Serialize([.. reply.Messages], LapJson.TypeInfo<List<Message>>()));
        JsonNode[] parts = [.. expected.SelectMany(static m => m["parts"]!.AsArray()).Select(static p => p!)];
        reply.Parts.Should().HaveCount(parts.Length).And.Equal(reply.Messages.SelectMany(static m => m.Parts));
        reply.Text.Should().Be(string.Join('\n',
            parts.Where(static p => (string?)p["type"] is "text").Select(static p => (string?)p["text"])));
        reply.Info?.Id.Should().Be((string?)expected[^1]["info"]!["id"]);
        reply.Error?.Name.Should().Be(error);
        reply.IsError.Should().Be(error != null);
        reply.Cost.Should().Be(Sum(expected, static info => info["cost"], static n => n.GetValue<decimal>()));
        reply.InputTokens.Should().Be(Sum(expected, static info => info["tokens"]?["input"], static n => n.GetValue<long>()));
        reply.OutputTokens.Should().Be(Sum(expected, static info => info["tokens"]?["output"], static n => n.GetValue<long>()));
    }

    public static TurnCompleted Completed(StreamOutcome outcome) =>
        outcome.Updates.Should().NotBeNullOrEmpty().And.Subject.Last().Should().BeOfType<TurnCompleted>().Subject;

    private static void CheckUpdates(StreamOutcome outcome, RecordedTurn turn, bool completes)
    {
        outcome.Updates!.OfType<TurnCompleted>().Should().HaveCount(completes ? 1 : 0);
        outcome.Updates!.Where(static u => u is not TurnCompleted).Should().OnlyContain(static u => u.Event != null);
        if (completes)
        {
            Reply reply = Completed(outcome).Reply;
            CheckMessages(turn.Answers, reply, turn.ErrorName);
            if (!turn.HasError)
            {
                CheckThread(reply);
            }

            CheckDeltas(outcome.Updates!, reply);
        }
    }

    // If a recorded thread contains the message too, both are equal. The harness changes the message of a failed turn afterwards.
    private static void CheckThread(Reply reply)
    {
        foreach (Message message in reply.Messages)
        {
            foreach (JsonNode recorded in RecordedMessages(message.Info.Id))
            {
                SameJson.Check(recorded.ToJsonString(), Json(message));
            }
        }
    }

    // A viewer that only shows what arrives has shown the whole text at the end.
    private static void CheckDeltas(IReadOnlyList<TurnUpdate> updates, Reply reply)
    {
        Dictionary<(string Message, string Part), string> shown = [];
        foreach (TurnUpdate update in updates)
        {
            switch (update)
            {
                case TurnTextDelta delta:
                    shown[(delta.MessageId, delta.PartId)] = shown.GetValueOrDefault((delta.MessageId, delta.PartId), "") + delta.Delta;
                    break;
                case TurnReasoningDelta delta:
                    shown[(delta.MessageId, delta.PartId)] = shown.GetValueOrDefault((delta.MessageId, delta.PartId), "") + delta.Delta;
                    break;
                case TurnPartReplaced replaced:
                    shown[(replaced.Part.MessageId ?? "", replaced.Part.Id ?? "")] = replaced.Part is TextPart text ? text.Text
                        : ((ReasoningPart)replaced.Part).Text;
                    break;
            }
        }

        Dictionary<(string Message, string Part), string> whole = [];
        foreach (Message message in reply.Messages)
        {
            foreach (MessagePart part in message.Parts)
            {
                if ((part as TextPart)?.Text is { Length: > 0 } text)
                {
                    whole.Add((message.Info.Id, part.Id!), text);
                }
                else if ((part as ReasoningPart)?.Text is { Length: > 0 } reasoning)
                {
                    whole.Add((message.Info.Id, part.Id!), reasoning);
                }
            }
        }

        shown.Should().BeEquivalentTo(whole);
        string?[] tools = [.. reply.Parts.OfType<ToolPart>().Select(static p => p.CallId)];
        updates.OfType<TurnToolStarted>().Select(static u => u.Tool.CallId).Should().Equal(tools);
        updates.OfType<TurnToolFinished>().Select(static u => u.Tool.CallId).Should().Equal(tools);
    }

    private static IEnumerable<JsonNode> RecordedMessages(string id) => Recordings.All
        .Where(static exchange => exchange.BodyKind == RecordedBody.Json && exchange.Status == 200)
        .Select(static exchange => exchange.Node())
        .SelectMany(static body => body as JsonArray ?? (IEnumerable<JsonNode?>)[body])
        .OfType<JsonObject>()
        .Where(message => message["info"] is JsonObject info && (string?)info["id"] == id);

    private static T? Sum<T>(IReadOnlyList<JsonObject> messages, Func<JsonNode, JsonNode?> member, Func<JsonNode, T> value)
        where T : struct, System.Numerics.INumber<T>
    {
        T[] values = [.. messages.Select(m => member(m["info"]!)).OfType<JsonNode>().Select(value)];
        return values.Length == 0 ? null : values.Aggregate(T.Zero, static (sum, next) => sum + next);
    }

    private static string Json(Message message) => JsonSerializer.Serialize(message, LapJson.TypeInfo<Message>());
}

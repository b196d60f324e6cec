using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class OddFrameTests
{
    private static readonly string[] s_replacements =
        ["5", "-0", "1.50", "1e5", "12345678901234567890", "\"x\"", "\"\"", "null", "true", "false", "[]", "[1,{\"a\":null}]", "{}",
            "{\"a\":{\"B c\":1.0}}"];

    // Frames that the recordings don't contain.
    private static readonly string[] s_unrecorded =
    [
        """{"type":"server.heartbeat","properties":{}}""",
        """{"type":"harness_event","event":{"type":"session.error","properties":{"message":"no model","sessionID":"ses_1"}}}""",
        """{"type":"file.edited","id":"evt_1","properties":{"file":"a.cs","sessionID":"ses_1"}}""",
        """{"type":"todo.updated","properties":{"sessionID":"ses_1","todos":[{"content":"x","priority":1.0}]}}""",
        """{"type":"session.started","session_id":"s1","seq":1}""",
        """{"type":"message.delta","text":"hi","seq":2}""",
        """{"type":"message.completed","text":"hi there","seq":3}""",
        """{"type":"run.completed","seq":4,"usage":{"total_tokens":5}}""",
        """{"type":"run.failed","error":{"name":"X","message":"boom"},"seq":5}""",
        """{"type":"run.failed","message":"boom","seq":5}""",
        """{"type":"error","message":"stream timeout"}""",
        """{"type":"message.updated","properties":{"info":{"id":"m","role":"assistant","time":{"created":1,"completed":2}"""
            + ""","cost":1e-7,"tokens":{"input":1,"output":2,"reasoning":3,"total":6,"cache":{"read":0,"write":1}}"""
            + ""","finish":"stop","error":{"name":"APIError","data":{"message":"x"},"code":1}"""
            + ""","parentID":"p","modelID":"a","providerID":"b","agent":"c"}}}""",
        """{"type":"message.part.updated","properties":{"messageID":"m","time":12,"part":"""
            + """{"type":"tool","id":"p","tool":"Bash","callID":"c","state":{"status":"completed","input":{"A b":1.0}"""
            + ""","output":"o","error":"e","title":"t","metadata":{},"time":{"start":1,"end":2}}}}}""",
        """{"type":"message.part.updated","properties":{"part":{"type":"image_count","count":2}}}""",
        """{"type":"message.part.updated","properties":{"part":{"type":"reasoning","text":"hm","time":{"start":1}}}}""",
    ];

    public static TheoryData<string> Seeds =>
        [.. Recordings.Streams
            .SelectMany(static exchange => exchange.Frames)
            .Concat(s_unrecorded)
            .GroupBy(static frame => Shape(JsonNode.Parse(frame)), StringComparer.Ordinal)
            .Select(static group => group.MinBy(static frame => frame.Length)!)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Replacing_any_member_by_any_value_neither_throws_nor_loses_data(string frame)
    {
        foreach ((string path, string mutated) in Mutations(frame))
        {
            SessionEvent e = EventDecoder.Decode(Encoding.UTF8.GetBytes(mutated));

            SameJson.Check(mutated, e.ToJson());
            _ = e.ToString();
            SessionEvent original = EventDecoder.Decode(Encoding.UTF8.GetBytes(frame));
            if (path is not ("type" or "event" or "event.type"))
            {
                e.Type.Should().Be(original.Type, mutated);
                e.IsTurnEnd.Should().Be(original.IsTurnEnd, mutated);
            }
        }
    }

    [Fact]
    public void Unexpected_values_leave_the_rest_of_a_message_typed()
    {
        MessageUpdatedEvent e = Decode<MessageUpdatedEvent>(
            """{"type":"message.updated","properties":{"info":{"id":7,"role":"assistant","time":5,"cost":"free","tokens":"""
                + """{"input":12.0,"output":"3","cache":[]},"error":"boom"}}}""");

        e.Info.Id.Should().Be("7");
        e.Info.Role.Should().Be(MessageRole.Assistant);
        e.Info.Time.Should().BeNull();
        e.Info.Cost.Should().BeNull();
        e.Info.Tokens!.Input.Should().Be(12);
        e.Info.Tokens.Output.Should().Be(3);
        e.Info.Error!.Message.Should().Be("boom", "a failed turn must never look like a good one");
    }

    [Theory]
    [InlineData("1e-7", "0.0000001")]
    [InlineData("0.0010580000000000001", "0.0010580000000000001")]
    [InlineData("1e300", null)]
    [InlineData("-0", "0")]
    [InlineData("0", "0")]
    public void A_cost_is_read_in_every_notation_and_keeps_its_literal(string literal, string? value)
    {
        string frame = $$$$"""{"type":"message.updated","properties":{"info":{"id":"m","cost":{{{{literal}}}}}}}""";
        MessageUpdatedEvent e = Decode<MessageUpdatedEvent>(frame);

        e.Info.Cost.Should().Be(value is null ? null : decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
        SameJson.Check(frame, e.ToJson());
    }

    [Theory]
    [InlineData("message.part.delta", """{"delta":{}}""")]
    [InlineData("message.part.delta", """{}""")]
    [InlineData("message.updated", """{"info":5}""")]
    [InlineData("message.updated", """{}""")]
    [InlineData("message.part.updated", """{}""")]
    [InlineData("claude_sdk_message", """{}""")]
    public void A_known_type_without_its_required_members_is_an_unknown_event_with_all_data(string type, string properties)
    {
        string frame = $$$$"""{"type":"harness_event","event":{"type":"{{{{type}}}}","id":"evt_1","properties":{{{{properties}}}}}}""";
        UnknownEvent e = Decode<UnknownEvent>(frame);

        e.Type.Should().Be(type);
        e.EventId.Should().Be("evt_1");
        e.Json.GetProperty("properties").GetRawText().Should().Be(properties);
        SameJson.Check(frame, e.ToJson());
    }

    [Theory]
    [InlineData("""{"type":"session.idle"}""")]
    [InlineData("""{"type":"session.idle","properties":null}""")]
    [InlineData("""{"type":"session.idle","properties":[1]}""")]
    [InlineData("""{"type":"session.idle","properties":{"sessionID":{"deep":[]}},"id":5}""")]
    [InlineData("""{"properties":{"sessionID":"ses"},"type":"session.idle"}""")]
    [InlineData("""{"event":{"properties":{"sessionID":"ses"},"id":"x","type":"session.idle"},"type":"harness_event","seq":4,"x":{}}""")]
    [InlineData("""{"type":"harness_event","event":{"type":"session.idle"}}""")]
    [InlineData("""{"type":"harness_event","event":{"type":"session\u002eidle","properties":{}}}""")]
    [InlineData("""{"\u0074ype":"session.idle","properties":{}}""")]
    [InlineData("""{"type":"done","why":"x"}""")]
    [InlineData("""{"type":"done","properties":{"a":1}}""")]
    [InlineData("""{"type":"message.completed","text":{}}""")]
    [InlineData("""{"type":"run.completed"}""")]
    [InlineData("""{"type":"run.failed","error":5}""")]
    public void The_end_of_a_turn_is_recognized_whatever_it_carries(string frame)
    {
        SessionEvent e = Decode<SessionEvent>(frame);

        e.IsTurnEnd.Should().BeTrue();
        SameJson.Check(frame, e.ToJson());
    }

    [Theory]
    [InlineData("""{"type":"session.idle","properties":{"\ud800":1}}""")]
    [InlineData("""{"\ud800":1,"type":"session.idle","properties":{}}""")]
    [InlineData("""{"type":"harness_event","event":{"type":"session.idle","\ud800":{}},"\udc00":2}""")]
    public void A_name_that_is_not_text_does_not_hide_the_end_of_a_turn(string frame)
    {
        SessionEvent e = Decode<SessionEvent>(frame);

        e.IsTurnEnd.Should().BeTrue();
        // Everything except the name that is not text stays as it was received.
        SameJson.Check(WithoutHalves(frame), WithoutHalves(e.ToJson()));

        static string WithoutHalves(string json) =>
            json.Replace("\\ud800", "\uFFFD").Replace("\\udc00", "\uFFFD").Replace("\\uFFFD", "\uFFFD");
    }

    [Theory]
    [InlineData("""{"type":"permission.asked","properties":{"sessionID":"ses_1","x":[1.0,1e5,-0,12345678901234567890,"\u00e9\u2028","""
        + """{"A b":null}]},"extra":true}""", "permission.asked", "ses_1")]
    [InlineData("""{"type":"harness_event","event":{"type":"question.asked","sessionID":"ses_2"},"at":1.0}""", "question.asked", "ses_2")]
    [InlineData("""{"type":"","properties":{}}""", "", null)]
    [InlineData("""{"properties":{}}""", "", null)]
    [InlineData("""{}""", "", null)]
    [InlineData("""{"type":5,"event":{"type":"done"}}""", "", null)]
    [InlineData("""{"type":"harness_event","event":5}""", "harness_event", null)]
    [InlineData("""{"type":"harness_event"}""", "harness_event", null)]
    [InlineData("""{"type":"x","event":{"type":"session.idle"}}""", "x", null)]
    [InlineData("""{"type":"harness_event","event":{"type":"harness_event","event":{"type":"done"}}}""", "harness_event", null)]
    [InlineData("""{"type":"harness_event","event":{"type":"error","message":"the harness's own"}}""", "error", null)]
    [InlineData("""{"Type":"done"}""", "", null)]
    [InlineData("""{"type":"Session.Idle","properties":{}}""", "Session.Idle", null)]
    public void An_unknown_event_is_an_event_like_any_other(string frame, string type, string? sessionId)
    {
        UnknownEvent e = Decode<UnknownEvent>(frame);

        e.Type.Should().Be(type);
        e.HarnessSessionId.Should().Be(sessionId);
        e.Text.Should().BeNull();
        e.Json.ValueKind.Should().Be(JsonValueKind.Object);
        e.IsTurnEnd.Should().BeFalse();
        SameJson.Check(frame, e.ToJson());
    }

    [Theory]
    [InlineData("[DONE]")]
    [InlineData("upstream request timeout")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("\"session.idle\"")]
    [InlineData("""{"type":"session.idle","properties":{"sessionID":""")]
    [InlineData("""{"type":"done"} {"type":"done"}""")]
    [InlineData("""{"type":"done",}""")]
    [InlineData("<html>")]
    [InlineData("{")]
    [InlineData(" ")]
    public void Data_that_is_not_a_JSON_object_is_delivered_as_text(string data)
    {
        UnknownEvent e = Decode<UnknownEvent>(data);

        e.Type.Should().BeEmpty();
        e.Text.Should().Be(data);
        e.Json.ValueKind.Should().Be(JsonValueKind.Undefined);
        e.IsTurnEnd.Should().BeFalse();
        e.ToJson().Should().Be(data);
    }

    [Fact]
    public void An_emoji_split_over_two_deltas_is_joined()
    {
        const string First =
            """{"type":"message.part.delta","properties":{"messageID":"m","partID":"p","field":"text","delta":"a\ud83d"}}""";
        const string Second =
            """{"type":"message.part.delta","properties":{"messageID":"m","partID":"p","field":"text","delta":"\ude00\n\"b\u00e9é"}}""";
        MessagePartDeltaEvent first = Decode<MessagePartDeltaEvent>(First);
        MessagePartDeltaEvent second = Decode<MessagePartDeltaEvent>(Second);

        (first.Delta + second.Delta).Should().Be("a\U0001F600\n\"béé");
        SameJson.Check(First, first.ToJson());
        SameJson.Check(Second, second.ToJson());
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_do_not_throw()
    {
        byte[] data = [.. """{"type":"message.part.delta","properties":{"delta":"a"""u8, 0xFF, 0xC3, .. "\"}}"u8];

        EventDecoder.Decode(data).Should().BeOfType<MessagePartDeltaEvent>().Which.Delta.Should().StartWith("a\uFFFD");
        EventDecoder.Decode([0xFF, 0xFE]).Should().BeOfType<UnknownEvent>();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    public void Deep_nesting_passes_through(int depth)
    {
        string deep = string.Concat(Enumerable.Repeat("""{"a":[""", depth)) + "1.0" + string.Concat(Enumerable.Repeat("]}", depth));
        foreach (string properties in new[]
        {
            $$$$"""{"part":{"type":"tool","id":"p","tool":"t","state":{"status":"running","input":{{{{deep}}}}}}}""",
            $$$$"""{"part":{"type":"text","id":"p","text":"t","x":{{{{deep}}}}}}""",
            $$$$"""{"part":{"type":"other","x":{{{{deep}}}}}}""",
            $$"""{"part":{"type":"text","text":{{deep}}},"x":{{deep}}}""",
        })
        {
            string frame = $$$$"""{"type":"harness_event","event":{"type":"message.part.updated","properties":{{{{properties}}}}}}""";
            MessagePartUpdatedEvent e = Decode<MessagePartUpdatedEvent>(frame);

            e.ToJson().Should().Contain(deep);
            if (e.Part is ToolPart tool)
            {
                tool.State.Input.GetRawText().Should().Be(deep);
            }
        }
    }

    // The names of the SDK's own .NET properties, as they are and in snake case: the properties must not hide JSON members of these names.
    [Fact]
    public void Members_with_the_names_of_the_SDKs_own_properties_are_kept()
    {
        string[] names =
            ["Type", "type", "EventId", "event_id", "id", "seq", "HarnessSessionId", "harness_session_id", "Sequence", "sequence",
            "IsTurnEnd", "is_turn_end",
            "AdditionalProperties", "additional_properties", "Info", "MessageId", "message_id", "PartId", "part_id", "Delta", "DeltaJson",
                "delta_json", "Part", "part_json",
            "Frame", "frame", "Fits", "fits", "session_id", "Created", "created_at", "CreatedAt", "Text", "State", "call_id", "CallId",
                "Raw", "EqualityContract"];
        string extra = string.Concat(names.Select(static name => $",\"{name}\":[\"{name}\"]"));
        foreach (string frame in new[]
        {
            """{"type":"message.part.delta","properties":{"delta":"x"@}}""",
            """{"type":"message.updated","properties":{"info":{"role":"user","time":{"created":1@},"tokens":{"input":1@},"error":"""
                + """{"name":"n"@}@}@}}""",
            """{"type":"message.part.updated","properties":{"part":{"text":"x"@,"type":"text"}@}}""",
            """{"type":"message.part.updated","properties":{"part":{"tool":"x","state":{"status":"running"@}@,"type":"tool"}@}}""",
            """{"type":"session.idle","properties":{"sessionID":"x"@}}""",
        })
        {
            string full =
                frame.Replace("@,\"type\"", extra.Replace(",\"type\":[\"type\"]", "", StringComparison.Ordinal)
                + ",\"type\"", StringComparison.Ordinal)
                .Replace("@", extra, StringComparison.Ordinal);
            SessionEvent e = Decode<SessionEvent>(full);

            e.Should().NotBeOfType<UnknownEvent>();
            SameJson.Check(full, e.ToJson());
        }
    }

    private static T Decode<T>(string frame)
        where T : SessionEvent =>
        EventDecoder.Decode(Encoding.UTF8.GetBytes(frame)).Should().BeAssignableTo<T>().Subject;

    private static string Shape(JsonNode? node) => node switch
    {
        // The contents of the Claude SDK's own messages are not compared.
        JsonObject o when o["type"]?.GetValueKind() == JsonValueKind.String && o["type"]!.GetValue<string>() == "claude_sdk_message" =>
            "claude_sdk_message",
        JsonObject o => "{"
            + string.Join(',',
            o.OrderBy(static m => m.Key, StringComparer.Ordinal).Select(static m => m.Key
            + (m.Key == "type" ? "=" + m.Value : ":" + Shape(m.Value)))) + "}",
        JsonArray a => "[" + (a.Count > 0 ? Shape(a[0]) : "") + "]",
        _ => "",
    };

    private static IEnumerable<(string Path, string Json)> Mutations(string frame)
    {
        List<string[]> paths = [];
        Collect(JsonNode.Parse(frame), [], paths);
        foreach (string[] path in paths)
        {
            foreach (string? replacement in s_replacements.Append(null))
            {
                JsonNode root = JsonNode.Parse(frame)!;
                JsonNode target = root;
                foreach (string step in path[..^1])
                {
                    target = target[step]!;
                }

                if (replacement is null)
                {
                    target.AsObject().Remove(path[^1]);
                }
                else
                {
                    target[path[^1]] = JsonNode.Parse(replacement);
                }

                yield return (string.Join('.', path), root.ToJsonString());
            }
        }
    }

    private static void Collect(JsonNode? node, string[] path, List<string[]> paths)
    {
        if (node is JsonObject o)
        {
            foreach ((string name, JsonNode? value) in o)
            {
                paths.Add([.. path, name]);
                Collect(value, [.. path, name], paths);
            }
        }
    }
}

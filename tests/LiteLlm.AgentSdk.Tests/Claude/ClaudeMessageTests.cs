using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class ClaudeMessageTests
{
    public static TheoryData<string> Streams => [.. ClaudeStreams.Names];

    [Theory]
    [MemberData(nameof(Streams))]
    public void Every_recorded_message_has_a_record_and_is_written_as_the_same_JSON(string name)
    {
        ClaudeSdkMessageEvent[] events = [.. ClaudeStreams.Events(name).OfType<ClaudeSdkMessageEvent>()];
        events.Should().NotBeEmpty();
        foreach (ClaudeSdkMessageEvent e in events)
        {
            ClaudeMessage message = ClaudeMessage.From(e);

            message.Should().NotBeOfType<ClaudeUnknownMessage>();
            message.Type.Should().Be(e.MessageType);
            message.Uuid.Should().NotBeNullOrEmpty();
            message.SessionId.Should().NotBeNullOrEmpty();
            SameJson.Check(e.Message.GetRawText(), message.ToJson());
            if (message is ClaudeStreamEventMessage { Event: var frame })
            {
                frame.Should().NotBeOfType<ClaudeUnknownFrame>();
                (frame as ClaudeBlockDeltaFrame)?.Delta.Should().NotBeOfType<ClaudeUnknownDelta>();
                (frame as ClaudeBlockStartFrame)?.ContentBlock.Should().NotBeNull().And.NotBeOfType<ClaudeUnknownBlock>();
            }
        }
    }

    [Fact]
    public void The_messages_of_a_turn_are_typed()
    {
        ClaudeMessage[] messages = [.. ClaudeStreams.Events("sessions-claude-agent-sdk/message_stream.TOOL").OfType<ClaudeSdkMessageEvent>()
            .Select(ClaudeMessage.From)];

        ClaudeSystemMessage init = messages[0].Should().BeOfType<ClaudeSystemMessage>().Subject;
        init.Subtype.Should().Be("init");
        init.Model.Should().Be("claude-haiku-4-5");
        init.Cwd.Should().Be("/sandbox/repo");
        init.Tools.Should().Contain("Bash").And.HaveCount(22);
        init.AdditionalProperties!["permissionMode"].GetString().Should().Be("bypassPermissions");
        messages[1].Should().BeOfType<ClaudeSystemMessage>().Which.Status.Should().Be("requesting");

        ClaudeApiMessage start =
            messages.OfType<ClaudeStreamEventMessage>().Select(static m => m.Event).OfType<ClaudeMessageStartFrame>().First().Message;
        start.Id.Should().StartWith("msg_fake_");
        start.Role.Should().Be("assistant");
        start.Usage!.InputTokens.Should().Be(819);

        ClaudeAssistantMessage[] assistants = [.. messages.OfType<ClaudeAssistantMessage>()];
        assistants.Should().HaveCount(3);
        assistants[0].Message.Id.Should().Be(assistants[1].Message.Id);
        assistants[0].Message.Content.Should().ContainSingle().Which.Should().BeOfType<ClaudeTextBlock>().Which.Text
            .Should().Be("Running a tool. ");
        ClaudeToolUseBlock tool =
            assistants[1].Message.Content.Should().ContainSingle().Which.Should().BeOfType<ClaudeToolUseBlock>().Subject;
        tool.Name.Should().Be("Bash");
        tool.Input.GetRawText().Should().Be("""{"command":"echo hi","description":"say hi"}""");

        ClaudeUserMessage user = messages.OfType<ClaudeUserMessage>().Single();
        ClaudeToolResultBlock outcome =
            user.Message.Content.Should().ContainSingle().Which.Should().BeOfType<ClaudeToolResultBlock>().Subject;
        outcome.ToolUseId.Should().Be(tool.Id);
        outcome.Text.Should().Be("hi");
        outcome.IsError.Should().BeFalse();
        user.ToolUseResult.GetProperty("stdout").GetString().Should().Be("hi");

        ClaudeMessageDeltaFrame end =
            messages.OfType<ClaudeStreamEventMessage>().Select(static m => m.Event).OfType<ClaudeMessageDeltaFrame>().First();
        end.Delta.StopReason.Should().Be("tool_use");
        end.Usage!.OutputTokens.Should().Be(20);

        ClaudeResultMessage result = messages[^1].Should().BeOfType<ClaudeResultMessage>().Subject;
        (result.Subtype, result.IsError, result.Result, result.StopReason, result.NumTurns, result.DurationMs, result.DurationApiMs,
            result.TotalCostUsd, result.ApiErrorStatus)
            .Should().Be(("success", false, "tool said: hi", "end_turn", 2L, 181L, 61L, 0.001829m, null));
        result.Usage!.OutputTokens.Should().Be(22);
        result.AdditionalProperties.Should().ContainKey("modelUsage");
    }

    [Fact]
    public void A_failed_turn_is_recognized_by_its_messages()
    {
        ClaudeMessage[] messages = [.. ClaudeStreams.Events("sessions-claude-agent-sdk/message_stream.FAIL-529")
            .OfType<ClaudeSdkMessageEvent>().Select(ClaudeMessage.From)];

        messages.OfType<ClaudeAssistantMessage>().Single().Error.Should().Be("server_error");
        ClaudeResultMessage result = messages.OfType<ClaudeResultMessage>().Single();
        result.Subtype.Should().Be("success");
        result.IsError.Should().BeTrue();
        result.ApiErrorStatus.Should().Be(529);
        messages.OfType<ClaudeSystemMessage>().Should().Contain(static m => m.Subtype == "api_retry");
    }

    [Theory]
    [InlineData("""{"type":"result","subtype":"error_max_turns"}""", true)]
    [InlineData("""{"type":"result","subtype":"error_max_turns","is_error":null}""", true)]
    [InlineData("""{"type":"result","subtype":"error_max_turns","is_error":false}""", false)]
    [InlineData("""{"type":"result","subtype":"success","is_error":"true"}""", true)]
    [InlineData("""{"type":"result","subtype":"success","is_error":1}""", true)]
    [InlineData("""{"type":"result","subtype":"success","is_error":0}""", false)]
    [InlineData("""{"type":"result","subtype":"success","is_error":{}}""", true)]
    [InlineData("""{"type":"result"}""", false)]
    public void A_failed_turn_never_looks_like_a_good_one(string json, bool failed)
    {
        ClaudeMessage.Parse(json).Should().BeOfType<ClaudeResultMessage>().Which.IsError.Should().Be(failed);
        SameJson.Check(json, ClaudeMessage.Parse(json).ToJson());
    }

    [Theory]
    [InlineData("""{"type":"auth_status","uuid":"u","session_id":"s","parent_tool_use_id":"p","x":1.0}""", "auth_status", "u", "s", "p")]
    [InlineData("""{"x":[]}""", "", null, null, null)]
    [InlineData("""{"type":5,"uuid":6}""", "", null, null, null)]
    [InlineData("[1]", "", null, null, null)]
    [InlineData("null", "", null, null, null)]
    [InlineData("\"assistant\"", "", null, null, null)]
    public void A_message_without_a_record_keeps_all_data(string json, string type, string? uuid, string? session, string? parent)
    {
        ClaudeUnknownMessage message = ClaudeMessage.Parse(json).Should().BeOfType<ClaudeUnknownMessage>().Subject;

        (message.Type, message.Uuid, message.SessionId, message.ParentToolUseId).Should().Be((type, uuid, session, parent));
        message.Json.GetRawText().Should().Be(json);
        message.ToJson().Should().Be(json);
    }

    [Fact]
    public void Blocks_frames_and_deltas_of_any_type_keep_all_data()
    {
        const string Json =
            """{"type":"assistant","message":{"content":[{"type":"redacted_thinking","data":"x"},5,null,"""
                + """{"type":"server_tool_use","id":"t","n":1.0},{"type":"text","text":"t","citations":"""
                + """[{"type":"char_location","n":1.50}]}]}}""";
        ClaudeAssistantMessage message = (ClaudeAssistantMessage)ClaudeMessage.Parse(Json);

        message.Message.Content.Take(4).Should().AllBeOfType<ClaudeUnknownBlock>();
        message.Message.Content[0].Type.Should().Be("redacted_thinking");
        ((ClaudeUnknownBlock)message.Message.Content[3]).Json.GetRawText().Should().Be("""{"type":"server_tool_use","id":"t","n":1.0}""");
        ((ClaudeTextBlock)message.Message.Content[4]).Citations.Should().ContainSingle().Which.GetProperty("n").GetRawText()
            .Should().Be("1.50");
        SameJson.Check(Json, message.ToJson());

        ((ClaudeStreamEventMessage)ClaudeMessage.Parse("""{"type":"stream_event","event":{"type":"ping","t":1}}""")).Event
            .Should().BeOfType<ClaudeUnknownFrame>().Which.Json.GetProperty("t").GetInt32().Should().Be(1);
        ((ClaudeBlockDeltaFrame)((ClaudeStreamEventMessage)ClaudeMessage.Parse(
            """{"type":"stream_event","event":{"type":"content_block_delta","index":2,"delta":{"type":"new_delta","v":1}}}""")).Event)
            .Delta.Should().BeOfType<ClaudeUnknownDelta>().Which.Type.Should().Be("new_delta");
    }

    [Theory]
    [InlineData("\"hi\"", "hi")]
    [InlineData("""[{"type":"text","text":"hi"},{"type":"image","source":{}},{"type":"text","text":"there"}]""", "hi\nthere")]
    [InlineData("null", "")]
    [InlineData("5", "")]
    public void The_result_of_a_tool_may_be_text_or_blocks(string content, string text)
    {
        string json = ClaudeStreams.ToolResult("t", content);
        ClaudeUserMessage user = (ClaudeUserMessage)ClaudeMessage.Parse(json);

        ((ClaudeToolResultBlock)user.Message.Content[0]).Text.Should().Be(text);
        SameJson.Check(json, user.ToJson());
    }

    [Fact]
    public void A_user_message_may_be_a_text()
    {
        const string Json = """{"type":"user","message":{"role":"user","content":"do \"it\" \ud83d"},"isReplay":true}""";
        ClaudeUserMessage user = (ClaudeUserMessage)ClaudeMessage.Parse(Json);

        user.Message.Content.Should().ContainSingle().Which.Should().BeOfType<ClaudeTextBlock>().Which.Text.Should().Be("do \"it\" \ud83d");
        SameJson.Check(Json, user.ToJson());
    }

    [Fact]
    public void A_message_that_a_program_creates_is_written_like_the_harnesss()
    {
        SameJson.Check(
            """{"type":"assistant","session_id":"s","uuid":"u","message":{"id":"m","role":"assistant","content":"""
                + """[{"type":"text","text":"é"},{"type":"tool_use","id":"t","name":"Bash","input":{"A b":1.0}}],"usage":"""
                + """{"input_tokens":1}}}""",
            new ClaudeAssistantMessage
            {
                SessionId = "s",
                Uuid = "u",
                Message = new()
                {
                    Id = "m",
                    Role = "assistant",
                    Content =
                    [
                        new ClaudeTextBlock { Text = "é" },
                        new ClaudeToolUseBlock { Id = "t", Name = "Bash", Input = JsonElement.Parse("""{"A b":1.0}""") },
                    ],
                    Usage = new() { InputTokens = 1 },
                },
            }.ToJson());
        SameJson.Check(
            """{"type":"stream_event","event":{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"x"}}}""",
            new ClaudeStreamEventMessage
            {
                Event =
                new ClaudeBlockDeltaFrame { Index = 0, Delta = new ClaudeTextDelta { Text = "x" } }
            }.ToJson());
        SameJson.Check("""{"type":"system","subtype":"init","tools":["a","b"]}""",
            new ClaudeSystemMessage { Subtype = "init", Tools = ["a", "b"] }.ToJson());
        SameJson.Check("""{"type":"result","subtype":"success","is_error":true}""",
            new ClaudeResultMessage { Subtype = "success", IsError = true }.ToJson());
        SameJson.Check(
            """{"type":"user","message":{"content":[{"type":"text","text":"t","citations":[{"a":1}]}]}}""",
            new ClaudeUserMessage
            {
                Message = new() { Content = [new ClaudeTextBlock { Text = "t", Citations = [JsonElement.Parse("""{"a":1}""")] }] },
            }.ToJson());
    }

    [Fact]
    public void Parsing_text_that_is_not_JSON_fails_with_the_reason()
    {
        Action parse = static () => ClaudeMessage.Parse("{");

        parse.Should().Throw<JsonException>();
        ClaudeMessage.From(new ClaudeSdkMessageEvent()).Should().BeOfType<ClaudeUnknownMessage>().Which.Type.Should().BeEmpty();
    }
}

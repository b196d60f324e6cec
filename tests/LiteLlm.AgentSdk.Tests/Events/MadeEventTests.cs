using System.Text;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>Events that a program creates for its own tests are written as the platform writes them.</summary>
public class MadeEventTests
{
    public static TheoryData<string, string> Made() => new()
    {
        { new DoneEvent().ToJson(), """{"type":"done"}""" },
        { new ReadyEvent().ToJson(), """{"type":"ready"}""" },
        { new StreamOpenedEvent().ToJson(), """{"type":"stream.opened"}""" },
        { new StreamErrorEvent { Message = "stream timeout" }.ToJson(), """{"type":"error","message":"stream timeout"}""" },
        { new SessionStartedEvent { SessionId = "s" }.ToJson(), """{"type":"session.started","session_id":"s"}""" },
        { new MessageDeltaEvent { Text = "hi" }.ToJson(), """{"type":"message.delta","text":"hi"}""" },
        { new MessageCompletedEvent { Text = "hi" }.ToJson(), """{"type":"message.completed","text":"hi"}""" },
        { new RunCompletedEvent { Text = "hi" }.ToJson(), """{"type":"run.completed","text":"hi"}""" },
        { new RunFailedEvent { Message = "no" }.ToJson(), """{"type":"run.failed","message":"no"}""" },
        { new SessionIdleEvent().ToJson(), """{"type":"session.idle","properties":{}}""" },
        { new SessionErrorEvent { Message = "no" }.ToJson(), """{"type":"session.error","properties":{"message":"no"}}""" },
        { new MessagePartDeltaEvent { Delta = "d", Field = "text", PartId = "p", MessageId = "m" }.ToJson(),
            """{"type":"message.part.delta","properties":{"messageID":"m","partID":"p","field":"text","delta":"d"}}""" },
        { new SessionDiffEvent { Diff = Json("[1]") }.ToJson(), """{"type":"session.diff","properties":{"diff":[1]}}""" },
        { new SessionStatusEvent { Status = Json("""{"type":"busy"}""") }.ToJson(),
            """{"type":"session.status","properties":{"status":{"type":"busy"}}}""" },
        { new SessionUpdatedEvent { Info = Json("""{"id":"s"}""") }.ToJson(),
            """{"type":"session.updated","properties":{"info":{"id":"s"}}}""" },
        { new TodoUpdatedEvent { Todos = Json("[2]") }.ToJson(), """{"type":"todo.updated","properties":{"todos":[2]}}""" },
        { new ClaudeSdkMessageEvent { Message = Json("""{"type":"result"}""") }.ToJson(),
            """{"type":"claude_sdk_message","properties":{"message":{"type":"result"}}}""" },
        { new UnknownEvent(Json("""{"type":"new.thing","x":1}""")).ToJson(), """{"type":"new.thing","x":1}""" },
    };

    [Theory]
    [MemberData(nameof(Made))]
    public void An_event_is_written_as_the_platform_writes_it(string written, string expected)
    {
        using JsonDocument mine = JsonDocument.Parse(written);
        using JsonDocument theirs = JsonDocument.Parse(expected);

        JsonElement.DeepEquals(mine.RootElement, theirs.RootElement).Should().BeTrue($"{written} has to be {expected}");
    }

    [Fact]
    public void Values_that_were_set_can_be_read()
    {
        new SessionDiffEvent { Diff = Json("[1]") }.Diff.GetRawText().Should().Be("[1]");
        new SessionStatusEvent { Status = Json("{}") }.Status.GetRawText().Should().Be("{}");
        new SessionUpdatedEvent { Info = Json("{}") }.Info.GetRawText().Should().Be("{}");
        new TodoUpdatedEvent { Todos = Json("[]") }.Todos.GetRawText().Should().Be("[]");
        new MessagePartDeltaEvent { Field = "text" }.Field.Should().Be("text");
        new MessagePartDeltaEvent().Field.Should().BeEmpty();
        new SessionDiffEvent().Diff.ValueKind.Should().Be(JsonValueKind.Undefined);
    }

    [Fact]
    public void The_message_of_the_event_takes_precedence_over_the_message_of_its_error()
    {
        TurnError error = Read<SessionErrorEvent>(
            """{"type":"session.error","properties":{"error":{"name":"APIError","data":{"message":"inner"}}}}""").Error!;

        error.Message.Should().Be("inner");
        new SessionErrorEvent { Error = error }.Message.Should().Be("inner");
        new SessionErrorEvent { Error = error, Message = "outer" }.Message.Should().Be("outer");
        new SessionErrorEvent().Message.Should().BeNull();
        new RunFailedEvent { Error = error }.Message.Should().Be("inner");
        new RunFailedEvent { Error = error, Message = "outer" }.Message.Should().Be("outer");
        new RunFailedEvent().Message.Should().BeNull();
    }

    [Theory]
    [InlineData("""{"type":"error","message":"timeout"}""", "timeout")]
    [InlineData("""{"type":"error","message":"timeout","error":"other"}""", "timeout")]
    [InlineData("""{"type":"error","error":"cut"}""", "cut")]
    [InlineData("""{"type":"error","error":{"message":"inside"}}""", "inside")]
    [InlineData("""{"type":"error","error":{"code":1}}""", null)]
    [InlineData("""{"type":"error"}""", null)]
    public void The_message_of_a_stream_error_is_found_at_every_place(string frame, string? why) =>
        Read<StreamErrorEvent>(frame).Message.Should().Be(why);

    [Theory]
    [InlineData(
        """{"type":"claude_sdk_message","properties":{"message":{"type":"assistant","message":{"type":"message"}}}}""", "assistant")]
    [InlineData("""{"type":"claude_sdk_message","properties":{"message":{"subtype":"init"}}}""", "")]
    [InlineData("""{"type":"claude_sdk_message","properties":{"message":{"type":7}}}""", "")]
    public void A_claude_message_has_a_type(string frame, string type) =>
        Read<ClaudeSdkMessageEvent>(frame).MessageType.Should().Be(type);

    [Fact]
    public void An_event_without_a_message_of_claude_has_no_type() => new ClaudeSdkMessageEvent().MessageType.Should().BeEmpty();

    [Fact]
    public void An_unknown_event_needs_json_and_has_a_type_only_where_the_json_has_one()
    {
        new UnknownEvent(Json("""{"type":"x"}""")).Type.Should().Be("x");
        new UnknownEvent(Json("""{"kind":"x"}""")).Type.Should().BeEmpty();
        new UnknownEvent(Json("[1]")).Type.Should().BeEmpty();
        new UnknownEvent(Json("[1]")).Json.GetRawText().Should().Be("[1]");
        FluentActions.Invoking(() => new UnknownEvent(default(JsonElement))).Should().Throw<ArgumentException>().WithParameterName("json");
    }

    private static T Read<T>(string frame)
        where T : SessionEvent => EventDecoder.Decode(Encoding.UTF8.GetBytes(frame)).Should().BeOfType<T>().Subject;

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement.Clone();
}

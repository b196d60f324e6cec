using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class SurfaceTests
{
    public static TheoryData<Type> Events => [.. Types(typeof(SessionEvent)).Where(static type => type != typeof(UnknownEvent))];

    public static TheoryData<Type> HarnessTypes =>
        [.. Types(typeof(SessionEvent)).Concat(Types(typeof(MessagePart)))
            .Concat([typeof(Message), typeof(MessageInfo), typeof(MessageTime), typeof(PartTime), typeof(TokenUsage),
                typeof(TokenCacheUsage), typeof(ToolState), typeof(TurnError)])];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_can_be_made_and_found_by_its_type(Type type)
    {
        SessionEvent made = (SessionEvent)Activator.CreateInstance(type)!;

        EventContentReader? reader = KnownEvents.Find(Encoding.UTF8.GetBytes(made.Type), isWrapped: false);
        reader.Should().NotBeNull();
        reader!.Read([]).Should().BeOfType(type);
        EventDecoder.Decode(Encoding.UTF8.GetBytes(made.ToJson())).Type.Should().Be(made.Type);
        made.ToString().Should().StartWith(type.Name);
    }

    [Theory]
    [MemberData(nameof(HarnessTypes))]
    public void No_naming_policy_changes_data_of_a_harness(Type type)
    {
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            bool named = property.GetCustomAttribute<JsonPropertyNameAttribute>() is not null
                || property.GetCustomAttribute<JsonIgnoreAttribute>() is not null
                || property.GetCustomAttribute<JsonExtensionDataAttribute>() is not null;
            named.Should().BeTrue($"{type.Name}.{property.Name} must say its JSON name, or that it has none");
        }
    }

    [Fact]
    public void An_event_that_a_program_creates_is_written_as_a_frame_of_the_platform()
    {
        SameJson.Check(
            """{"type":"message.part.delta","id":"e","properties":"""
                + """{"messageID":"m","partID":"p","field":"text","delta":"é<>","sessionID":"s"}}""",
            new MessagePartDeltaEvent
            {
                EventId = "e",
                MessageId = "m",
                PartId = "p",
                Field = "text",
                Delta = "é<>",
                HarnessSessionId = "s"
            }.ToJson());
        SameJson.Check("""{"type":"error","message":"stream timeout"}""", new StreamErrorEvent { Message = "stream timeout" }.ToJson());
        SameJson.Check("""{"type":"message.delta","seq":3,"text":"hi"}""", new MessageDeltaEvent { Text = "hi", Sequence = 3 }.ToJson());
        SameJson.Check(
            """{"type":"message.part.updated","properties":{"part":{"type":"text","id":"p","text":"x"}}}""",
            new MessagePartUpdatedEvent { Part = new TextPart { Id = "p", Text = "x" } }.ToJson());
        SameJson.Check(
            """{"type":"message.updated","properties":{"info":{"id":"m","role":"user"}}}""",
            new MessageUpdatedEvent { Info = new() { Id = "m", Role = MessageRole.User } }.ToJson());
    }

    [Fact]
    public void A_changed_copy_is_written_in_its_original_frame()
    {
        MessagePartDeltaEvent e = (MessagePartDeltaEvent)EventDecoder.Decode(
            """{"type":"harness_event","at":1.0,"event":{"x":[],"type":"message.part.delta","properties":{"delta":5,"y":{}}}}"""u8);

        SameJson.Check(
            """{"type":"harness_event","at":1.0,"event":{"x":[],"type":"message.part.delta","properties":{"delta":"six","y":{}}}}""",
            (e with { Delta = "six" }).ToJson());
    }

    [Fact]
    public void Half_an_emoji_can_be_written()
    {
        string json = new MessagePartDeltaEvent { Delta = "a\ud83d" }.ToJson();

        EventDecoder.Decode(Encoding.UTF8.GetBytes(json)).Should().BeOfType<MessagePartDeltaEvent>();
    }

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"try later"}}""", "try later")]
    [InlineData("""{"type":"error","error":"boom"}""", "boom")]
    [InlineData("""{"type":"error","message":"stream timeout"}""", "stream timeout")]
    [InlineData("""{"type":"error"}""", null)]
    public void The_message_of_an_interruption_is_found(string frame, string? message) =>
        EventDecoder.Decode(Encoding.UTF8.GetBytes(frame)).Should().BeOfType<StreamErrorEvent>().Which.Message.Should().Be(message);

    [Theory]
    [InlineData("""{"type":"session.error","properties":{"message":"no model"}}""", "no model", null)]
    [InlineData("""{"type":"session.error","properties":{"error":{"name":"MessageAbortedError","data":{"message":"Aborted"}}}}""",
        "Aborted", "MessageAbortedError")]
    [InlineData("""{"type":"session.error","properties":{"error":"boom"}}""", "boom", "")]
    [InlineData("""{"type":"session.error","properties":{"error":null}}""", null, null)]
    public void The_message_of_a_failed_turn_is_found(string frame, string? message, string? name)
    {
        SessionErrorEvent e = EventDecoder.Decode(Encoding.UTF8.GetBytes(frame)).Should().BeOfType<SessionErrorEvent>().Subject;

        e.Message.Should().Be(message);
        (e.Error?.Name).Should().Be(name);
    }

    private static IEnumerable<Type> Types(Type parent) =>
        parent.Assembly.GetTypes().Where(type => type.BaseType == parent).OrderBy(static type => type.Name, StringComparer.Ordinal);
}

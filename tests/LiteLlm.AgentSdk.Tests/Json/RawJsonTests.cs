using System.Buffers;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class RawJsonTests
{
    [Theory]
    [InlineData("1.0")]
    [InlineData("1e5")]
    [InlineData("-0")]
    [InlineData("12345678901234567890")]
    [InlineData("0.1000000000000000000000000000000001")]
    [InlineData("\"\\u0041\\/\\ud83d\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[ 1.0, {\"B\": 2, \"a\": [ ]}, \"x\\ty\" ]")]
    [InlineData("{ \"z\" : 1e5,\n \"A b\":-0 }")]
    [InlineData("{}")]
    public void A_payload_is_kept_byte_for_byte(string json)
    {
        string frame = $$$$"""{"type":"claude_sdk_message","properties":{"message": {{{{json}}}} ,"sessionID":"s"}}""";
        ClaudeSdkMessageEvent e = EventDecoder.Decode(Encoding.UTF8.GetBytes(frame)).Should().BeOfType<ClaudeSdkMessageEvent>().Subject;

        e.ToJson().Should().Contain($"\"message\":{json}");
        e.Message.GetRawText().Should().Be(json);
        e.ToJson().Should().Contain($"\"message\":{json}", "the same holds after it was parsed");
        (e with { Message = e.Message }).ToJson().Should().Be(e.ToJson());
    }

    [Fact]
    public void A_payload_is_read_from_a_sequence_of_buffers()
    {
        byte[] json = "[ {\"a\": 1.0} , \"x\\n\", 5 ]"u8.ToArray();
        Segment first = new(json.AsMemory(0, 6));
        Segment last = first.Append(json.AsMemory(6));
        Utf8JsonReader reader = new(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length));
        reader.Read();
        reader.Read();

        Encoding.UTF8.GetString(JsonText.ReadRaw(ref reader)).Should().Be("{\"a\": 1.0}");
        reader.Read();
        Encoding.UTF8.GetString(JsonText.ReadRaw(ref reader)).Should().Be("\"x\\n\"");
        reader.Read();
        WireInt64Converter.Instance.Read(ref reader).Value.Should().Be(5);
    }

    [Fact]
    public void The_type_of_a_claude_message_is_known_without_parsing_it()
    {
        string[] types = [.. Recordings.Get("sessions-claude-agent-sdk/message_stream.TOOL").Frames
            .Select(static frame => EventDecoder.Decode(Encoding.UTF8.GetBytes(frame)))
            .OfType<ClaudeSdkMessageEvent>()
            .Select(static e => e.MessageType)
            .Distinct(StringComparer.Ordinal)];

        types.Should().BeEquivalentTo("system", "stream_event", "assistant", "user", "result");
        new ClaudeSdkMessageEvent().MessageType.Should().BeEmpty();
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            Segment next = new(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}

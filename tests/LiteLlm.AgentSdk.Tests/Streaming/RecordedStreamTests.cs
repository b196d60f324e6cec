using System.Text;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class RecordedStreamTests
{
    public static TheoryData<string> StreamNames => [.. Recordings.Streams.Select(static exchange => exchange.Name)];

    [Theory]
    [MemberData(nameof(StreamNames))]
    public void Every_recorded_frame_is_written_as_the_same_JSON(string name)
    {
        foreach (string frame in Recordings.Get(name).Frames)
        {
            SameJson.Check(frame, EventDecoder.Decode(Encoding.UTF8.GetBytes(frame)).ToJson());
        }
    }

    [Fact]
    public void There_are_as_many_streams_and_frames_as_were_recorded()
    {
        Recordings.Streams.Should().HaveCount(64);
        Recordings.Streams.Sum(static exchange => exchange.Frames.Count()).Should().Be(2412);
    }

    [Fact]
    public void Every_recorded_type_of_event_has_a_record_except_two_of_opencode()
    {
        Recordings.Streams
            .SelectMany(static exchange => exchange.Frames)
            .Select(static frame => EventDecoder.Decode(Encoding.UTF8.GetBytes(frame)))
            .OfType<UnknownEvent>()
            .Select(static unknown => unknown.Type)
            .Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo("session.next.agent.switched", "session.next.model.switched");
    }

    [Theory]
    [MemberData(nameof(StreamNames))]
    public async Task A_recorded_stream_gives_its_frames_in_order(string name)
    {
        RecordedExchange exchange = Recordings.Get(name);
        using MemoryStream body = new(Encoding.UTF8.GetBytes(exchange.Body));
        List<string> read = [];
        await foreach (SessionEvent e in SseEventReader.ReadAsync(body))
        {
            read.Add(e.ToJson());
        }

        string[] frames = exchange.Frames.ToArray();
        read.Should().HaveCount(frames.Length);
        for (int i = 0; i < frames.Length; i++)
        {
            SameJson.Check(frames[i], read[i]);
        }
    }

    [Fact]
    public void The_text_of_a_streamed_turn_is_the_sum_of_its_deltas()
    {
        SessionEvent[] events = [.. Recordings.Get("sessions-claude-agent-sdk/message_stream.UNICODE").Frames
            .Select(static frame => EventDecoder.Decode(Encoding.UTF8.GetBytes(frame)))];
        MessagePartDeltaEvent[] deltas = [.. events.OfType<MessagePartDeltaEvent>()];
        string partId = deltas[^1].PartId;
        string whole = events.OfType<MessagePartUpdatedEvent>().Select(static e => e.Part).OfType<TextPart>()
            .Last(part => part.Id == partId).Text;

        string.Concat(deltas.Where(delta => delta.PartId == partId).Select(static delta => delta.Delta)).Should().Be(whole);
        events[0].Should().BeOfType<ReadyEvent>();
        events[^1].Should().BeOfType<DoneEvent>().Which.IsTurnEnd.Should().BeTrue();
        events[^2].Should().BeOfType<SessionIdleEvent>().Which.IsTurnEnd.Should().BeTrue();
    }
}

using System.Text;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class SseEventReaderTests
{
    private const string Delta = """{"type":"message.part.delta","properties":{"delta":"a b\u2028c é😀","field":"text"}}""";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Any_line_end_and_any_split_gives_the_same_events(string lineEnd)
    {
        string text = string.Join(
            lineEnd,
            ": a comment", "data: {\"type\":\"ready\"}", "", ":", "", "event: message", "id: 7", "retry: 1", "data:" + Delta, "",
            "data: {\"type\":\"session.idle\",", "data: \"properties\":{}}", "", "data:", "", "data", "", "data: {\"type\":\"done\"}", "",
                "");
        foreach (string bom in new[] { "", "\uFEFF" })
        {
            byte[] bytes = Encoding.UTF8.GetBytes(bom + text);
            for (int size = 1; size <= bytes.Length; size = size < 70 ? size + 1 : size * 2)
            {
                List<SessionEvent> events = await ReadAsync(new DribblingStream(bytes, size));

                events.Select(static e => e.Type).Should().Equal("ready", "message.part.delta", "session.idle", "done");
                events[1].Should().BeOfType<MessagePartDeltaEvent>().Which.Delta.Should().Be("a b\u2028c é😀");
            }
        }
    }

    [Fact]
    public async Task Raw_line_and_paragraph_separators_end_no_line()
    {
        string frame = "{\"type\":\"message.part.delta\",\"properties\":{\"delta\":\"x\u2028y\u2029z\u0085\"}}";
        List<SessionEvent> events = await ReadAsync(new DribblingStream(Encoding.UTF8.GetBytes($"data: {frame}\n\n"), 1));

        events.Should().ContainSingle().Which.Should().BeOfType<MessagePartDeltaEvent>().Which.Delta.Should().Be("x\u2028y\u2029z\u0085");
    }

    [Theory]
    [InlineData("sessions-claude-agent-sdk/message_stream.UNICODE")]
    [InlineData("sessions-opencode-brain-inline/stream.during-message")]
    public async Task A_recorded_stream_may_arrive_in_any_pieces(string name)
    {
        RecordedExchange exchange = Recordings.Get(name);
        byte[] bytes = Encoding.UTF8.GetBytes(exchange.Body);
        string[] whole = [.. (await ReadAsync(new MemoryStream(bytes))).Select(static e => e.ToJson())];
        foreach (int size in new[] { 1, 2, 3, 7, 100, 4096 })
        {
            (await ReadAsync(new DribblingStream(bytes, size))).Select(static e => e.ToJson()).Should().Equal(whole);
        }
    }

    [Fact]
    public async Task Large_frames_arrive_whole()
    {
        string text = new('x', 300_000);
        List<SessionEvent> events = await ReadAsync(new DribblingStream(
            Encoding.UTF8.GetBytes($"data: {{\"type\":\"message.part.delta\",\"properties\":{{\"delta\":\"{text}\"}}}}\n\n"), 1000));

        events.Should().ContainSingle().Which.Should().BeOfType<MessagePartDeltaEvent>().Which.Delta.Should().Be(text);
    }

    [Fact]
    public async Task An_empty_body_has_no_events() => (await ReadAsync(new MemoryStream())).Should().BeEmpty();

    [Fact]
    public async Task A_frame_that_is_cut_off_is_not_an_event()
    {
        List<SessionEvent> events = await ReadAsync(new MemoryStream("data: {\"type\":\"ready\"}\n\ndata: {\"type\":\"do"u8.ToArray()));

        events.Should().ContainSingle().Which.Should().BeOfType<ReadyEvent>();
    }

    [Fact]
    public async Task An_event_is_delivered_before_the_next_event_arrives()
    {
        using CancellationTokenSource stop = new();
        await using NeverEndingStream stream = new("data: {\"type\":\"ready\"}\n\n"u8.ToArray());
        await using IAsyncEnumerator<SessionEvent> events = SseEventReader.ReadAsync(stream, stop.Token).GetAsyncEnumerator(stop.Token);

        (await events.MoveNextAsync()).Should().BeTrue();
        events.Current.Should().BeOfType<ReadyEvent>();

        ValueTask<bool> next = events.MoveNextAsync();
        await stop.CancelAsync();
        Func<Task> waiting = async () => await next;
        await waiting.Should().ThrowAsync<OperationCanceledException>();
    }

    private static async Task<List<SessionEvent>> ReadAsync(Stream stream)
    {
        List<SessionEvent> events = [];
        await foreach (SessionEvent e in SseEventReader.ReadAsync(stream))
        {
            events.Add(e);
        }

        return events;
    }

    /// <summary>Returns at most a fixed number of bytes per read.</summary>
    private sealed class DribblingStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(size, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(size, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }

    /// <summary>Returns its bytes and then blocks until it is stopped.</summary>
    private sealed class NeverEndingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return read;
        }
    }
}

using System.IO.Pipelines;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>The stream on which a turn is followed: its events, its end, and closing it.</summary>
public sealed class TurnChannelTests : IDisposable
{
    private const string Opened = """{"type":"stream.opened"}""";
    private const string ClaudeMessage =
        """{"type":"harness_event","event":{"type":"claude_sdk_message","properties":{"message":{"type":"system","subtype":"init"}}}}""";

    private readonly FakePlatform _platform = FakePlatform.Silent();
    private readonly CancellationTokenSource _caller = new();
    private readonly Pipe _body = new();
    private readonly WakeUp _wakeUp;
    private readonly TurnChannel _channel;

    public TurnChannelTests()
    {
        _wakeUp = new WakeUp(_platform.Time);
        _channel = Channel();
    }

    public void Dispose()
    {
        _wakeUp.Dispose();
        _caller.Dispose();
        _platform.Dispose();
    }

    [Fact]
    public void A_channel_that_was_not_opened_has_nothing()
    {
        _channel.State.Should().Be(StreamState.None);
        _channel.TryRead(out _).Should().BeFalse();
        _channel.HasEnded.Should().BeFalse();
    }

    [Fact]
    public async Task A_stream_is_live_with_the_first_event_of_the_session()
    {
        Open(_channel, _body);
        _channel.State.Should().Be(StreamState.Opened);

        foreach (string greeting in (string[])[Opened, Clients.Ready])
        {
            await WriteAsync(greeting);
            (await ReadAsync(_channel)).Should().NotBeNull();
            _channel.State.Should().Be(StreamState.Opened, "the platform greets before it listens to the harness");
        }

        await WriteAsync(Clients.Delta("a"));
        (await ReadAsync(_channel)).Should().BeOfType<MessagePartDeltaEvent>();
        _channel.State.Should().Be(StreamState.Live);
        await WriteAsync(Clients.Ready);
        (await ReadAsync(_channel)).Should().BeOfType<ReadyEvent>();
        _channel.State.Should().Be(StreamState.Live, "no event is missed any more");
    }

    [Fact]
    public async Task Events_that_have_arrived_are_returned_without_waiting()
    {
        await WriteAsync(Clients.Delta("a"), Clients.Delta("b"));
        Open(_channel, _body);

        foreach (string text in (string[])["a", "b"])
        {
            _channel.TryRead(out SessionEvent value).Should().BeTrue();
            value.Should().BeOfType<MessagePartDeltaEvent>().Which.Delta.Should().Be(text);
        }

        _channel.TryRead(out _).Should().BeFalse();
        _channel.HasEnded.Should().BeFalse();
    }

    [Fact]
    public async Task An_event_that_arrives_later_signals_the_wake_up()
    {
        Open(_channel, _body);
        _channel.TryRead(out _).Should().BeFalse();
        _channel.TryRead(out _).Should().BeFalse("the same read is still pending");

        ValueTask wait = _wakeUp.WaitAsync(Timeout.InfiniteTimeSpan);
        wait.IsCompleted.Should().BeFalse();
        await WriteAsync(Clients.Delta("a"));
        await wait;

        _channel.TryRead(out SessionEvent value).Should().BeTrue();
        value.Should().BeOfType<MessagePartDeltaEvent>().Which.Delta.Should().Be("a");
    }

    [Fact]
    public async Task A_stream_of_one_turn_ends_with_the_turn()
    {
        Open(_channel, _body, continuesAfterTurn: false);
        await WriteAsync(Clients.Idle, Clients.Delta("of the next turn"));

        (await ReadAsync(_channel))!.IsTurnEnd.Should().BeTrue();
        _channel.HasEnded.Should().BeFalse("the end is an event too");

        _channel.TryRead(out _).Should().BeFalse();
        _channel.HasEnded.Should().BeTrue();
        _channel.Cut.Should().BeNull();
    }

    [Fact]
    public async Task A_stream_of_a_session_continues_after_a_turn()
    {
        Open(_channel, _body, continuesAfterTurn: true);
        await WriteAsync(Clients.Idle, Clients.Delta("of the next turn"));

        (await ReadAsync(_channel))!.IsTurnEnd.Should().BeTrue();

        (await ReadAsync(_channel)).Should().BeOfType<MessagePartDeltaEvent>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_ends_before_the_turn_cuts_the_stream(bool breaks)
    {
        Open(_channel, _body, continuesAfterTurn: false);
        await WriteAsync(Clients.Delta("a"));
        (await ReadAsync(_channel)).Should().NotBeNull();

        await _body.Writer.CompleteAsync(breaks ? new IOException("broken") : null);

        (await ReadAsync(_channel)).Should().BeNull();

        _channel.HasEnded.Should().BeTrue();
        StreamInterruptedException cut = _channel.Cut.Should().BeOfType<StreamInterruptedException>().Subject;
        cut.SessionId.Should().Be("s1");
        cut.Message.Should().Contain(breaks ? "broken" : "ended without the event that ends a turn");
        _channel.TryRead(out _).Should().BeFalse("an ended stream is not read any more");
    }

    [Fact]
    public async Task A_stream_ends_when_the_caller_cancels()
    {
        Open(_channel, _body);
        _channel.TryRead(out _).Should().BeFalse();

        await _caller.CancelAsync();
        await _wakeUp.WaitAsync(Timeout.InfiniteTimeSpan);

        _channel.TryRead(out _).Should().BeFalse();
        _channel.HasEnded.Should().BeTrue();
        _channel.Cut.Should().BeNull("nothing broke");
    }

    [Fact]
    public async Task Closing_between_two_events_disposes_the_response()
    {
        Open(_channel, _body);
        await WriteAsync(Clients.Delta("a"));
        (await ReadAsync(_channel)).Should().NotBeNull();

        await _channel.CloseAsync();

        await ShouldBeClosedAsync();
    }

    [Fact]
    public async Task Closing_during_a_read_stops_it_and_disposes_the_response()
    {
        Open(_channel, _body);
        _channel.TryRead(out _).Should().BeFalse();

        await _channel.CloseAsync();

        await ShouldBeClosedAsync();
        _channel.Cut.Should().BeNull();
    }

    [Fact]
    public async Task Closing_keeps_what_cut_the_stream_at_that_moment()
    {
        Open(_channel, _body);
        _channel.TryRead(out _).Should().BeFalse();
        ValueTask wait = _wakeUp.WaitAsync(Timeout.InfiniteTimeSpan);
        await _body.Writer.CompleteAsync(new IOException("broken"));
        await wait;

        await _channel.CloseAsync();

        _channel.Cut.Should().BeOfType<StreamInterruptedException>().Which.Message.Should().Contain("broken");
        _channel.State.Should().Be(StreamState.None);
        _channel.HasEnded.Should().BeFalse("what has ended is closed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_channel_can_be_opened_again(bool isCut)
    {
        Open(_channel, _body);
        _channel.TryRead(out _).Should().BeFalse();
        if (isCut)
        {
            await _body.Writer.CompleteAsync();
            (await ReadAsync(_channel)).Should().BeNull();
            _channel.Cut.Should().NotBeNull();
        }

        await _channel.CloseAsync();
        Pipe next = new();
        await WriteAsync(next, Clients.Delta("b"));
        Open(_channel, next);

        _channel.Cut.Should().BeNull();
        _channel.State.Should().Be(StreamState.Opened);
        (await ReadAsync(_channel)).Should().BeOfType<MessagePartDeltaEvent>().Which.Delta.Should().Be("b");
    }

    [Fact]
    public async Task Closing_a_channel_that_is_not_open_does_nothing()
    {
        await _channel.CloseAsync();
        Open(_channel, _body);
        await _channel.CloseAsync();
        await _channel.CloseAsync();

        await ShouldBeClosedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Messages_of_the_Claude_Agent_SDK_are_skipped_or_read(bool areSkipped)
    {
        TurnChannel channel = Channel(areSkipped);
        Open(channel, _body);
        await WriteAsync(ClaudeMessage);

        SessionEvent? value = await ReadAsync(channel);

        value.Should().BeOfType<ClaudeSdkMessageEvent>();
        ReferenceEquals(value, ClaudeSdkMessageEvent.Skipped).Should().Be(areSkipped);
    }

    [Fact]
    public void A_silent_stream_is_left_to_the_turn()
    {
        Open(_channel, _body);

        _channel.TryRead(out _).Should().BeFalse();

        _platform.Time.Pending.Should().BeEmpty("the turn watches for silence itself");
    }

    private TurnChannel Channel(bool skipsClaudeMessages = true) => new(
        _platform.Connect(options => options.StreamIdleTimeout = TimeSpan.FromMinutes(1)), "s1", skipsClaudeMessages, _wakeUp);

    private void Open(TurnChannel channel, Pipe body, bool continuesAfterTurn = true) =>
        channel.Open(FakePlatform.Events(body.Reader.AsStream()), continuesAfterTurn, _caller.Token);

    private Task WriteAsync(params string[] frames) => WriteAsync(_body, frames);

    private static async Task WriteAsync(Pipe body, params string[] frames) =>
        await body.Writer.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(frames.Select(frame => $"data: {frame}\n\n"))));

    // Returns the next event; null if the stream has ended.
    private async Task<SessionEvent?> ReadAsync(TurnChannel channel)
    {
        SessionEvent value;
        while (!channel.TryRead(out value))
        {
            if (channel.HasEnded)
            {
                return null;
            }

            await _wakeUp.WaitAsync(Timeout.InfiniteTimeSpan).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }

        return value;
    }

    private async Task ShouldBeClosedAsync()
    {
        _channel.State.Should().Be(StreamState.None);
        _channel.HasEnded.Should().BeFalse("what has ended is closed");
        _channel.TryRead(out _).Should().BeFalse();
        (await _body.Writer.FlushAsync()).IsCompleted.Should().BeTrue("the response is disposed");
    }
}

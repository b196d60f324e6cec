using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>What counts as life of a session while a turn is followed, and what an end on the stream means.</summary>
public sealed class TurnRunSilenceTests : IDisposable
{
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(90);
    private static readonly string s_before = Wire.Thread(Wire.OldClaude);
    private static readonly string s_running = Thread("Hel", isOver: false);
    private static readonly string s_over = Thread("Hello", isOver: true);

    // The beginning of the turn, with nothing that the thread would add to it.
    private static readonly string s_shown = Wire.Question("hi")
        + Wire.Updated("""{"id":"msg_1","role":"assistant","time":{"created":1}}""")
        + Wire.Part("msg_1", """{"id":"p1","type":"text","text":"Hel"}""");

    private readonly ScriptedSession _platform = new(options => options.StreamIdleTimeout = s_idle);

    public void Dispose() => _platform.Dispose();

    [Theory]
    [InlineData(Wire.Heartbeat)]
    [InlineData(Wire.Connected)]
    [InlineData(Clients.Ready)]
    [InlineData("""{"type":"stream.opened"}""")]
    public async Task A_sign_of_the_connection_alone_does_not_end_the_silence(string sign)
    {
        (LiveBody body, IAsyncEnumerator<TurnUpdate> turn) = await BeginAsync();
        await using IAsyncEnumerator<TurnUpdate> disposed = turn;
        Task<bool> next = turn.MoveAsync();
        await _platform.TimerAsync(s_idle);
        _platform.Time.Advance(TimeSpan.FromSeconds(60));
        body.Write(Wire.Frame(sign));
        (await next).Should().BeTrue();

        next = turn.MoveAsync();
        await _platform.TimerAsync(TimeSpan.FromSeconds(30));
        _platform.Time.Advance(TimeSpan.FromSeconds(30));

        await _platform.TimerAsync(s_idle);
        _platform.Received.Skip(3).Should().Equal("GET messages", "GET");
        await EndAsync(body, turn, next);
    }

    [Fact]
    public async Task An_end_that_comes_while_the_thread_is_read_for_another_end_is_not_forgotten()
    {
        _platform.Answer("GET messages", s_before, s_before, s_running);
        TaskCompletionSource<HttpResponseMessage> held = _platform.Hold("GET messages");
        _platform.Answer("GET messages", s_over);
        _platform.Live("POST message_stream", Wire.Ready, Wire.Idle);
        LiveBody raw = _platform.Live("GET stream", Wire.Question("hi"));
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
        await turn.NextAsync<TurnHealed>();
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        raw.Write(Wire.Idle);
        await _platform.ReceivedAsync("GET messages", 4);
        raw.Write(Wire.Frame(Clients.Completed), Wire.Idle);
        held.SetResult(FakePlatform.Json(s_running));

        (await rest)[^1].Should().BeOfType<TurnCompleted>().Which.Reply.Text.Should().Be("Hello");
    }

    [Fact]
    public async Task An_event_of_the_session_ends_the_silence()
    {
        (LiveBody body, IAsyncEnumerator<TurnUpdate> turn) = await BeginAsync();
        await using IAsyncEnumerator<TurnUpdate> disposed = turn;
        Task<bool> next = turn.MoveAsync();
        await _platform.TimerAsync(s_idle);
        _platform.Time.Advance(TimeSpan.FromSeconds(60));
        body.Write(Wire.Delta("l"));
        (await next).Should().BeTrue();

        next = turn.MoveAsync();
        await _platform.TimerAsync(s_idle);

        _platform.Received.Should().HaveCount(3, "nothing is read");
        await EndAsync(body, turn, next);
    }

    [Fact]
    public async Task The_time_that_the_caller_takes_is_not_silence()
    {
        (LiveBody body, IAsyncEnumerator<TurnUpdate> turn) = await BeginAsync();
        await using IAsyncEnumerator<TurnUpdate> disposed = turn;
        _platform.Time.Advance(TimeSpan.FromMinutes(10));
        Task<bool> next = turn.MoveAsync();
        await _platform.TimerAsync(s_idle);
        _platform.Time.Advance(TimeSpan.FromSeconds(60));
        body.Write(Wire.Frame(Wire.Heartbeat));
        (await next).Should().BeTrue();
        _platform.Time.Advance(TimeSpan.FromMinutes(10));

        next = turn.MoveAsync();
        await _platform.TimerAsync(TimeSpan.FromSeconds(30));

        _platform.Received.Should().HaveCount(3, "nothing is read");
        await EndAsync(body, turn, next);
    }

    [Fact]
    public async Task The_end_of_another_turn_is_forgotten_and_the_turn_ends_with_its_own()
    {
        _platform.Answer("GET messages", s_before, s_before, s_running, s_running, s_over);
        _platform.Live("POST message_stream", Wire.Ready, Wire.Idle);
        LiveBody raw = _platform.Live("GET stream", Wire.Ready);
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();

        TurnReconnecting lost = await turn.NextAsync<TurnReconnecting>();

        lost.Reason.Should().Be("A turn ended in session s1, but not this one.");
        lost.Attempt.Should().Be(1);
        raw.Write(Wire.Question("hi"));
        (await turn.NextTextAsync()).Should().Be("Hel");
        await turn.NextAsync<TurnHealed>();
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        _platform.Time.Advance(TimeSpan.FromSeconds(1));
        raw.Write(Wire.Idle);
        await _platform.ReceivedAsync("GET messages", 4);
        await _platform.TimerAsync(s_idle);
        rest.IsCompleted.Should().BeFalse("the end was another turn's");
        raw.Write(Wire.Frame(Clients.Completed), Wire.Idle);

        IReadOnlyList<TurnUpdate> updates = await rest;
        updates.OfType<TurnReconnecting>().Should().BeEmpty("the raw stream goes on after an end");
        updates[^1].Should().BeOfType<TurnCompleted>().Which.Reply.Text.Should().Be("Hello");
        _platform.Count("GET stream").Should().Be(1);
    }

    [Fact]
    public async Task An_end_whose_message_does_not_appear_for_two_seconds_ends_the_turn_with_what_has_come()
    {
        _platform.Answer("GET messages", s_before);
        _platform.Stream("POST message_stream", Wire.Delta("text"), Wire.Frame(Clients.Completed), Wire.Idle);
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
        long began = _platform.Time.GetTimestamp();
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        await _platform.PassTimeAsync(rest);

        (await rest).OfType<TurnTextDelta>().Should().ContainSingle().Which.Delta.Should().Be("text");
        (await rest)[^1].Should().BeOfType<TurnCompleted>().Which.Reply.Text.Should().Be("text");
        _platform.Time.GetElapsedTime(began).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
        _platform.Count("GET messages").Should().BeGreaterThan(2);
    }

    private static string Thread(string text, bool isOver) =>
        Wire.Thread(Wire.OldClaude, Wire.Asked("msg_q", "hi"), Wire.Answered("msg_1", 1, text, isOver));

    // Begins a turn, and reads its first text.
    private async Task<(LiveBody Body, IAsyncEnumerator<TurnUpdate> Turn)> BeginAsync()
    {
        _platform.Answer("GET messages", s_before, s_running);
        LiveBody body = _platform.Live("POST message_stream", s_shown);
        IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
        (await turn.NextTextAsync()).Should().Be("Hel");
        return (body, turn);
    }

    private static async Task EndAsync(LiveBody body, IAsyncEnumerator<TurnUpdate> turn, Task<bool> next)
    {
        body.Write(Clients.Ended());
        (await next).Should().BeTrue();
        (await turn.NextAsync<TurnCompleted>()).Reply.Text.Should().Be("Hel");
    }
}

using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>Busy models, and harnesses that retry.</summary>
public sealed class RetryTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Opencode_reports_its_retry_and_continues()
    {
        await using Caller caller = await StartAsync(TurnStep.Retry(529, times: 5, message: "fake failure 529"), TurnStep.Text("at last"));
        string session = await caller.SessionAsync("opencode-brain-inline");
        using FrameReader stream = await caller.StreamMessageAsync(session, "x");
        List<string> actual = [];
        for (int attempt = 1; attempt <= 5; attempt++)
        {
            JsonElement status = await RetryAsync(stream);
            long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            status.GetProperty("attempt").GetInt32().Should().Be(attempt);
            status.GetProperty("message").GetString().Should().Be("fake failure 529");
            long wait = status.GetProperty("next").GetInt64() - now;
            wait.Should().Be(1000L << attempt);
            actual.Add(Recording.Shape(status));

            // Timers of the stream: heartbeat, maximum duration, snapshot of the thread. Timer of the turn: the wait.
            await _time.WhenTimersAsync(4).WaitAsync(Caller.Patience);
            _time.Advance(TimeSpan.FromMilliseconds(wait));
        }

        JsonElement[] recorded = [.. Recording.Load("sessions-opencode-brain-inline/message_stream.FAIL").Frames
            .Where(frame => frame.GetRawText().Contains("\"retry\"", StringComparison.Ordinal)).Select(Status)];
        actual.Should().Equal(recorded.Select(Recording.Shape));
        (await stream.UntilAsync("done")).Should().NotBeNull();
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        (await caller.ThreadAsync(session))[1].GetProperty("parts")[1].GetProperty("text").GetString().Should().Be("at last");
    }

    [Fact]
    public async Task Opencode_never_gives_up_and_sends_heartbeats_meanwhile()
    {
        await using Caller caller = await StartAsync(TurnStep.Retry(429, times: int.MaxValue), TurnStep.Text("never"));
        string session = await caller.SessionAsync("opencode-brain-inline");
        using FrameReader stream = await caller.StreamMessageAsync(session, "x");
        for (int attempt = 1; attempt <= 4; attempt++)
        {
            JsonElement status = await RetryAsync(stream);
            await _time.WhenTimersAsync(4).WaitAsync(Caller.Patience);
            _time.Advance(TimeSpan.FromMilliseconds(status.GetProperty("next").GetInt64() - _time.GetUtcNow().ToUnixTimeMilliseconds()));
        }

        await stream.UntilAsync("server.heartbeat");
        await RetryAsync(stream);
        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/abort");
        await stream.UntilAsync("session.error");
        await stream.UntilAsync("done");
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(int.MaxValue, true)]
    public async Task Claude_Code_retries_ten_times_and_then_fails(int times, bool fails)
    {
        await using Caller caller = await StartAsync(TurnStep.Retry(529, times), TurnStep.Text("at last"));
        string session = await caller.SessionAsync();
        using FrameReader stream = await caller.StreamMessageAsync(session, "x");
        int retries = 0;
        while (await stream.NextAsync() is { } frame)
        {
            if (frame.GetRawText().Contains("\"api_retry\"", StringComparison.Ordinal))
            {
                retries++;

                // Timers of the stream: maximum duration, snapshot of the thread. Timer of the session: idle. Timer of the turn: the wait.
                await _time.WhenTimersAsync(4).WaitAsync(Caller.Patience);
                JsonElement retry = frame.GetProperty("event").GetProperty("properties").GetProperty("message");
                retry.GetProperty("attempt").GetInt32().Should().Be(retries);
                _time.Advance(TimeSpan.FromMilliseconds(retry.GetProperty("retry_delay_ms").GetInt64()));
            }
        }

        retries.Should().Be(fails ? 10 : 2);
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        (await caller.ThreadAsync(session))[1].GetProperty("info").TryGetProperty("error", out _).Should().Be(fails);
    }

    private static JsonElement Status(JsonElement frame) => frame.GetProperty("event").GetProperty("properties").GetProperty("status");

    private static async Task<JsonElement> RetryAsync(FrameReader stream)
    {
        while (true)
        {
            JsonElement status = Status(await stream.UntilAsync("session.status"));
            if (status.GetProperty("type").GetString() == "retry")
            {
                return status;
            }
        }
    }

    private Task<Caller> StartAsync(params TurnStep[] steps) =>
        Caller.StartAsync(_ => PlayAsync(steps), options => options.TimeProvider = _time);

    private static async IAsyncEnumerable<TurnStep> PlayAsync(TurnStep[] steps)
    {
        await Task.CompletedTask;
        foreach (TurnStep step in steps)
        {
            yield return step;
        }
    }
}

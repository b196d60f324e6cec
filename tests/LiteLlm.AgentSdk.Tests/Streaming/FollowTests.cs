using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Streaming;

/// <summary>A session is followed over all its turns and over connections that end, until following can't succeed any more.</summary>
public class FollowTests
{
    private const string Opened = """{"type":"stream.opened"}""";
    private const string Edited = """{"type":"file.edited","properties":{"file":"a.cs"}}""";

    [Fact]
    public async Task Following_fails_after_a_number_of_connections_without_events()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Answer(stream: Respond.Sse(Opened)));
        using AgentPlatformClient client = Client(stub, maxAttempts: 2);
        Session session = await client.Sessions.GetAsync("s1");

        StreamInterruptedException failure =
            await Assert.ThrowsAsync<StreamInterruptedException>(() => session.FollowAsync().ToListAsync());

        failure.SessionId.Should().Be("s1");
        failure.IsTransient.Should().BeTrue();
        Streams(stub).Should().Be(3, "the first one and two attempts");
    }

    [Fact]
    public async Task Received_events_count_as_progress()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Answer(stream: Respond.Sse(Opened, Edited)));
        using AgentPlatformClient client = Client(stub, maxAttempts: 1);
        Session session = await client.Sessions.GetAsync("s1");
        int edited = 0;

        await foreach (SessionEvent value in session.FollowAsync())
        {
            if (value is FileEditedEvent && ++edited == 5)
            {
                break;
            }
        }

        Streams(stub).Should().Be(5);
    }

    [Theory]
    [InlineData("dead", "reaped", "reaped")]
    [InlineData("failed", "out of memory", "out of memory")]
    [InlineData("stopped", null, "stopped")]
    public async Task A_session_that_has_ended_is_no_longer_followed(string status, string? reason, string told)
    {
        string session =
            $$"""{"id":"s1","agent_id":"a1","status":"{{status}}","failure_reason":{{(reason is null ? "null" : $"\"{reason}\"")}}}""";
        int asked = 0;
        await using KestrelStub stub = await KestrelStub.StartAsync(Answer(
            Respond.Sse(Opened, Edited), context =>
                Respond.Json(Interlocked.Increment(ref asked) == 1 ? Clients.ReadySession : session)(context)));
        using AgentPlatformClient client = Client(stub, maxAttempts: 9);
        Session followed = await client.Sessions.GetAsync("s1");

        StreamInterruptedException failure =
            await Assert.ThrowsAsync<StreamInterruptedException>(() => followed.FollowAsync().ToListAsync());

        failure.SessionId.Should().Be("s1");
        failure.Reason.Should().Be(told);
        failure.Message.Should().Contain($"is {status}").And.Contain(reason ?? "no reason");
        Streams(stub).Should().Be(1);
    }

    /// <summary>opencode's server beats on after its session has ended, so the stream never falls silent.</summary>
    [Theory]
    [InlineData("ready")]
    [InlineData("dead")]
    public async Task Heartbeats_alone_do_not_show_that_the_session_lives(string status)
    {
        const string heartbeat = """{"type":"server.heartbeat","properties":{}}""";
        ManualTimeProvider time = new();
        using SemaphoreSlim beats = new(0);
        int asked = 0;
        string later = $$"""{"id":"s1","agent_id":"a1","status":"{{status}}"}""";
        await using KestrelStub stub = await KestrelStub.StartAsync(Answer(
            Respond.Sse(async stream =>
            {
                await stream.FrameAsync(Opened);
                while (true)
                {
                    await stream.GateAsync(beats.WaitAsync());
                    await stream.FrameAsync(heartbeat);
                }
            }),
            context => Respond.Json(Interlocked.Increment(ref asked) == 1 ? Clients.ReadySession : later)(context)));
        using AgentPlatformClient client = Client(stub, maxAttempts: 9, time: time);
        Session session = await client.Sessions.GetAsync("s1");
        await using IAsyncEnumerator<SessionEvent> events = session.FollowAsync().GetAsyncEnumerator();
        await events.MoveNextAsync();
        await BeatAsync();
        asked.Should().Be(1, "60 seconds without an event of the session are fewer than StreamIdleTimeout");

        if (status == "dead")
        {
            (await Assert.ThrowsAsync<StreamInterruptedException>(BeatAsync)).Reason.Should().Be("dead");
        }
        else
        {
            await BeatAsync();
            await BeatAsync();
        }

        asked.Should().Be(2, "the session is read once in StreamIdleTimeout");

        async Task BeatAsync()
        {
            time.Advance(TimeSpan.FromSeconds(60));
            beats.Release();
            await events.MoveNextAsync();
            events.Current.Should().BeOfType<ServerHeartbeatEvent>();
        }
    }

    [Fact]
    public async Task A_gateway_error_is_a_failed_attempt_and_not_the_end()
    {
        int streams = 0;
        int asked = 0;
        using CapturingLoggerProvider logs = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(Answer(
            context => (Interlocked.Increment(ref streams) is 2 or 3
                ? Respond.Json("""{"error":"busy"}""", 503) : Respond.Sse(Opened, Edited))(context),
            context => (Interlocked.Increment(ref asked) == 2
                ? Respond.Json("""{"error":"busy"}""", 503) : Respond.Json(Clients.ReadySession))(context)));
        using AgentPlatformClient client = Client(stub, maxAttempts: 3, logs);
        Session session = await client.Sessions.GetAsync("s1");
        int edited = 0;

        await foreach (SessionEvent value in session.FollowAsync())
        {
            if (value is FileEditedEvent && ++edited == 2)
            {
                break;
            }
        }

        streams.Should().Be(4);
        logs.Logs.Count(static log => log.Id.Name == "Reconnecting").Should().Be(3);
        logs.Logs.Should().ContainSingle(static log => log.Id.Name == "PollFailed");
    }

    [Theory]
    [InlineData(409)]
    [InlineData(503)]
    public async Task A_refused_first_connection_is_not_a_lost_connection(int status)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Answer(Respond.Json("""{"error":"not now"}""", status)));
        using AgentPlatformClient client = Client(stub, maxAttempts: 3);
        Session session = await client.Sessions.GetAsync("s1");

        AgentPlatformException failure = await Assert.ThrowsAnyAsync<AgentPlatformException>(() => session.FollowAsync().ToListAsync());

        ((int?)failure.StatusCode).Should().Be(status);

        Streams(stub).Should().Be(1);
    }

    private static Func<HttpContext, Task> Answer(Func<HttpContext, Task> stream, Func<HttpContext, Task>? session = null) => context =>
        (context.Request.Path.Value!.EndsWith("/stream", StringComparison.Ordinal) ? stream : session
            ?? Respond.Json(Clients.ReadySession))(context);

    private static AgentPlatformClient Client(KestrelStub stub, int maxAttempts, CapturingLoggerProvider? logs = null,
        TimeProvider? time = null)
    {
        AgentPlatformOptions options = Clients.Options(stub.BaseAddress, configured =>
        {
            configured.Healing = new HealingOptions { MaxAttempts = maxAttempts, BaseDelay = TimeSpan.Zero };
            configured.Retry = new RetryOptions { MaxRetries = 0 };
            configured.TimeProvider = time ?? TimeProvider.System;
        });
        return new AgentPlatformClient(options, logs?.CreateFactory());
    }

    private static int Streams(KestrelStub stub) =>
        stub.Requests.Count(static request => request.Target.Contains("/stream", StringComparison.Ordinal));
}

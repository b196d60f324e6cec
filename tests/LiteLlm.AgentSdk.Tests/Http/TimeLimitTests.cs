using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

public class TimeLimitTests
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData("get agent", false)]
    [InlineData("update agent", true)]
    [InlineData("delete agent", true)]
    [InlineData("abort", true)]
    [InlineData("create agent", true)]
    [InlineData("events", false)]
    public async Task RequestTimeout_covers_the_wait_for_the_headers(string call, bool mayHaveTakenEffect)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Never());
        using AgentPlatformClient client = Client(stub, options => options.RequestTimeout = TimeSpan.FromSeconds(10));

        AgentPlatformTimeoutException failure = await FailureAfterAsync(stub, client, call, TimeSpan.FromSeconds(10));

        failure.Limit.Should().Be("RequestTimeout");
        failure.Message.Should().Contain("RequestTimeout (00:00:10)");
        failure.MayHaveTakenEffect.Should().Be(mayHaveTakenEffect);
        stub.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("get agent", false)]
    [InlineData("update agent", true)]
    public async Task RequestTimeout_covers_the_body(string call, bool mayHaveTakenEffect)
    {
        TaskCompletionSource begun = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(Stalls(200, begun));
        using AgentPlatformClient client = Client(stub, options => options.RequestTimeout = TimeSpan.FromSeconds(10));

        Task<AgentPlatformTimeoutException> failing = Calls.FailureAsync<AgentPlatformTimeoutException>(client, call);
        await begun.Task;
        _time.Advance(TimeSpan.FromSeconds(10));

        AgentPlatformTimeoutException failure = await failing;
        failure.Limit.Should().Be("RequestTimeout");
        failure.MayHaveTakenEffect.Should().Be(mayHaveTakenEffect);
    }

    [Fact]
    public async Task The_body_of_an_error_is_awaited_for_a_few_seconds_at_most()
    {
        TaskCompletionSource begun = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(Stalls(500, begun));
        using AgentPlatformClient client = Client(stub, options => options.RequestTimeout = TimeSpan.FromSeconds(10));

        Task<AgentPlatformException> failing = Calls.FailureAsync<AgentPlatformException>(client, "get agent");
        await begun.Task;
        await _time.WaitForTimersAsync(2);
        _time.Advance(TimeSpan.FromSeconds(5));

        (await failing).StatusCode.Should().Be(System.Net.HttpStatusCode.InternalServerError, "the status has arrived");
    }

    [Fact]
    public async Task A_request_that_was_never_sent_has_not_taken_effect()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync();
        using AgentPlatformClient client = Client(stub, options =>
        {
            options.RequestTimeout = TimeSpan.FromSeconds(10);
            options.ApiKeyProvider = async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
                return "never";
            };
        });

        Task<AgentPlatformTimeoutException> failing = Calls.FailureAsync<AgentPlatformTimeoutException>(client, "abort");
        await _time.WaitForTimersAsync();
        _time.Advance(TimeSpan.FromSeconds(10));

        (await failing).MayHaveTakenEffect.Should().BeFalse();
        stub.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task RequestTimeout_applies_to_each_attempt()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Agent));
        TaskCompletionSource first = new();
        TaskCompletionSource second = new();
        stub.Enqueue(Respond.After(first.Task, Respond.Status(503)), Respond.After(second.Task, Respond.Json(Clients.Agent)));
        using AgentPlatformClient client = Client(stub, options => options.RequestTimeout = TimeSpan.FromSeconds(10));

        Task<Agent> call = client.Agents.GetAsync("a1");
        await stub.WaitForRequestAsync();
        _time.Advance(TimeSpan.FromSeconds(9));
        first.SetResult();
        await stub.WaitForRequestAsync(2);
        _time.Advance(TimeSpan.FromSeconds(9));
        second.SetResult();

        (await call).Id.Should().Be("a1");
    }

    [Theory]
    [InlineData("send")]
    [InlineData("stream")]
    public async Task RequestTimeout_does_not_cut_a_turn(string call)
    {
        TaskCompletionSource gate = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.After(gate.Task, Turn(call)));
        using AgentPlatformClient client = Client(stub, options => options.RequestTimeout = TimeSpan.FromSeconds(1));

        Task turn = Calls.MakeAsync(client, call);
        await stub.WaitForRequestAsync();
        _time.Advance(TimeSpan.FromMinutes(59));
        gate.SetResult();

        await turn;
    }

    [Theory]
    [InlineData("send")]
    [InlineData("stream")]
    public async Task TurnTimeout_cuts_a_turn(string call)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Never());
        using AgentPlatformClient client = Client(stub, options => options.TurnTimeout = TimeSpan.FromMinutes(5));

        AgentPlatformTimeoutException failure = await FailureAfterAsync(stub, client, call, TimeSpan.FromMinutes(5));

        failure.Limit.Should().Be("TurnTimeout");
        failure.Message.Should().Contain("TurnTimeout (00:05:00)");
        failure.MayHaveTakenEffect.Should().BeTrue();
    }

    [Fact]
    public async Task TurnTimeout_covers_a_stream_that_continues()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Sse(async stream =>
        {
            await stream.FrameAsync(Clients.Ready);
            foreach (string question in Clients.Question("hello"))
            {
                await stream.FrameAsync(question);
            }

            await stream.FrameAsync(Clients.Delta("partial"));
            await stream.HoldOpenAsync();
        }));
        using AgentPlatformClient client = Client(stub, options => options.StreamIdleTimeout = Timeout.InfiniteTimeSpan);
        SendOptions own = new() { Text = "hello", TurnTimeout = TimeSpan.FromMinutes(2) };
        await using IAsyncEnumerator<TurnUpdate> updates = Clients.SessionOf(client).SendStreamingAsync(own).GetAsyncEnumerator();
        while (await updates.MoveNextAsync() && updates.Current is not TurnTextDelta)
        {
            // Reads up to the first text.
        }

        ValueTask<bool> next = updates.MoveNextAsync();
        _time.Advance(TimeSpan.FromMinutes(2));

        AgentPlatformTimeoutException failure = await Assert.ThrowsAsync<AgentPlatformTimeoutException>(async () => await next);
        failure.Limit.Should().Be("TurnTimeout");
    }

    [Fact]
    public void The_timeout_of_the_HttpClient_is_disabled()
    {
        using HttpClient own = new();
        using AgentPlatformClient client = new(own, Clients.Options(new Uri("http://127.0.0.1:1/")));
        own.Timeout.Should().Be(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task The_timeout_of_an_HttpClient_of_dependency_injection_is_disabled_even_if_it_is_configured()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Reply));
        ServiceCollection services = [];
        services.AddAgentPlatform(options =>
        {
            options.BaseUrl = stub.BaseAddress;
            options.ApiKey = Clients.Key;
            options.Healing.Enabled = false;
        }).ConfigureHttpClient(http => http.Timeout = TimeSpan.FromSeconds(1));
        RecordingFactory? recorded = null;
        await using ServiceProvider inner = services.BuildServiceProvider();
        services.AddSingleton<IHttpClientFactory>(_ => recorded = new RecordingFactory(inner.GetRequiredService<IHttpClientFactory>()));
        await using ServiceProvider provider = services.BuildServiceProvider();

        await Clients.SessionOf(provider.GetRequiredService<AgentPlatformClient>()).SendAsync("hello");

        recorded!.Made.Should().ContainSingle().Which.Timeout.Should().Be(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task A_used_HttpClient_with_a_limit_is_refused()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json("{}"));
        using HttpClient used = new();
        await used.GetStringAsync(stub.BaseAddress);

        ArgumentException failure =
            Assert.Throws<ArgumentException>(() => new AgentPlatformClient(used, Clients.Options(stub.BaseAddress)));

        failure.Message.Should().Contain("00:01:40").And.Contain("InfiniteTimeSpan");
        using HttpClient unlimited = new() { Timeout = Timeout.InfiniteTimeSpan };
        await unlimited.GetStringAsync(stub.BaseAddress);
        using AgentPlatformClient client = new(unlimited, Clients.Options(stub.BaseAddress));
    }

    [Fact]
    public async Task A_silent_stream_of_a_healthy_session_continues()
    {
        TaskCompletionSource gate = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(Events(gate.Task, Clients.ReadySession));
        using AgentPlatformClient client = Client(stub, options =>
        {
            options.StreamIdleTimeout = TimeSpan.FromSeconds(90);
            options.RequestTimeout = Timeout.InfiniteTimeSpan; // the timer of the stream is the only one
        });
        await using IAsyncEnumerator<SessionEvent> events = Clients.SessionOf(client).FollowTurnAsync().GetAsyncEnumerator();
        (await events.MoveNextAsync()).Should().BeTrue();

        Task<bool> next = events.MoveNextAsync().AsTask();
        for (int asked = 1; asked <= 3; asked++)
        {
            await _time.WaitForTimersAsync();
            _time.Advance(TimeSpan.FromSeconds(90));
            (await stub.WaitForRequestAsync(1 + asked)).Target.Should().EndWith("/sessions/s1");
        }

        next.IsCompleted.Should().BeFalse();
        gate.SetResult();

        (await next).Should().BeTrue();
        events.Current.IsTurnEnd.Should().BeTrue();
        (await events.MoveNextAsync()).Should().BeFalse();
    }

    [Theory]
    [InlineData("""{"id":"s1","status":"dead","failure_reason":"idle for too long"}""", "idle for too long")]
    [InlineData("""{"id":"s1","status":"failed"}""", "failed")]
    public async Task A_silent_stream_of_an_ended_session_ends(string session, string reason)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Events(new TaskCompletionSource().Task, session));
        using AgentPlatformClient client = Client(stub, options => options.StreamIdleTimeout = TimeSpan.FromSeconds(90));
        await using IAsyncEnumerator<SessionEvent> events = Clients.SessionOf(client).FollowTurnAsync().GetAsyncEnumerator();
        await events.MoveNextAsync();

        Task<bool> next = events.MoveNextAsync().AsTask();
        await _time.WaitForTimersAsync();
        _time.Advance(TimeSpan.FromSeconds(90));

        StreamInterruptedException failure = await Assert.ThrowsAsync<StreamInterruptedException>(() => next);
        failure.Reason.Should().Be(reason);
        failure.SessionId.Should().Be("s1");
        failure.Message.Should().Contain(reason).And.Contain("00:01:30");
    }

    [Fact]
    public async Task A_silent_stream_ends_if_its_session_can_not_be_read()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Events(new TaskCompletionSource().Task, "", 401));
        using AgentPlatformClient client = Client(stub, options => options.StreamIdleTimeout = TimeSpan.FromSeconds(90));
        await using IAsyncEnumerator<SessionEvent> events = Clients.SessionOf(client).FollowTurnAsync().GetAsyncEnumerator();
        await events.MoveNextAsync();

        Task<bool> next = events.MoveNextAsync().AsTask();
        await _time.WaitForTimersAsync();
        _time.Advance(TimeSpan.FromSeconds(90));

        StreamInterruptedException failure = await Assert.ThrowsAsync<StreamInterruptedException>(() => next);
        failure.InnerException.Should().BeOfType<AgentPlatformAuthenticationException>();
    }

    [Fact]
    public async Task A_slow_reader_never_reaches_the_idle_limit()
    {
        TaskCompletionSource gate = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(Events(gate.Task, """{"id":"s1","status":"dead"}"""));
        using AgentPlatformClient client = Client(stub, options => options.StreamIdleTimeout = TimeSpan.FromSeconds(90));
        await using IAsyncEnumerator<SessionEvent> events = Clients.SessionOf(client).FollowTurnAsync().GetAsyncEnumerator();
        await events.MoveNextAsync();

        _time.Pending.Should().BeEmpty("no wait for the network is pending");
        _time.Advance(TimeSpan.FromDays(1));
        gate.SetResult();

        (await events.MoveNextAsync()).Should().BeTrue();
        stub.Requests.Should().ContainSingle("the session was not asked");
    }

    /// <summary>Makes a call that is not answered, and checks that it fails at the given time, and not shortly before.</summary>
    private async Task<AgentPlatformTimeoutException> FailureAfterAsync(
        KestrelStub stub, AgentPlatformClient client, string call, TimeSpan limit)
    {
        Task<AgentPlatformTimeoutException> failing = Calls.FailureAsync<AgentPlatformTimeoutException>(client, call);
        await stub.WaitForRequestAsync();
        TimeSpan rest = limit / 100;
        _time.Advance(limit - rest);
        failing.IsCompleted.Should().BeFalse();
        _time.Advance(rest);
        return await failing;
    }

    private AgentPlatformClient Client(KestrelStub stub, Action<AgentPlatformOptions> configure) => Clients.For(stub.BaseAddress, options =>
    {
        options.TimeProvider = _time;
        configure(options);
    });

    private static Func<HttpContext, Task> Turn(string call) =>
        call == "send" ? Respond.Json(Clients.Reply) : Respond.Sse(Clients.Ready, Clients.Idle);

    private static Func<HttpContext, Task> Events(Task gate, string session, int status = 200) => context =>
        context.Request.Path.Value!.EndsWith("/events", StringComparison.Ordinal)
            ? Respond.Sse(async stream =>
            {
                await stream.FrameAsync(Clients.Ready);
                await stream.GateAsync(gate);
                await stream.FrameAsync(Clients.Idle);
                await stream.HoldOpenAsync();
            })(context)
            : Respond.Json(session, status)(context);

    private static Func<HttpContext, Task> Stalls(int status, TaskCompletionSource begun) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 100;
        await context.Response.WriteAsync("""{"id":""", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        begun.SetResult();
        await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
    };

    private sealed class RecordingFactory(IHttpClientFactory inner) : IHttpClientFactory
    {
        public List<HttpClient> Made { get; } = [];

        public HttpClient CreateClient(string name)
        {
            HttpClient made = inner.CreateClient(name);
            Made.Add(made);
            return made;
        }
    }
}

using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly.Timeout;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>
/// The resilience handlers that applications add to every client: the first response decides the outcome, and nothing is sent twice.
/// </summary>
public class ResilienceTests
{
    private static readonly string[] Sending = ["send", "stream", "create agent", "create session", "abort"];

    private readonly ManualTimeProvider _time = new();

    public static TheoryData<int, string> StatusesByCall() =>
        Table.Of(new[] { 400, 401, 404, 408, 429, 500, 502, 503, 504 }.SelectMany(status => Sending.Select(call => (status, call))));

    public static TheoryData<string> CallsThatSend() => [.. Sending];

    [Theory]
    [MemberData(nameof(StatusesByCall))]
    public async Task The_first_response_is_the_outcome(int status, string call)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json("""{"error":"the reason"}""", status));
        stub.Enqueue(Respond.Json("""{"error":"the first reason"}""", status));
        using AgentPlatformClient plain = Clients.For(stub.BaseAddress, options => options.Retry.MaxRetries = 0);
        await using ServiceProvider services = Services(stub.BaseAddress, builder => builder.AddStandardResilienceHandler(WithoutPauses));

        AgentPlatformException failure = await Assert.ThrowsAnyAsync<AgentPlatformException>(
            () => Calls.MakeAsync(services.GetRequiredService<AgentPlatformClient>(), call));

        stub.Requests.Should().ContainSingle();
        AgentPlatformException without = await Assert.ThrowsAnyAsync<AgentPlatformException>(() => Calls.MakeAsync(plain, call));
        failure.Should().BeOfType(without.GetType());
        failure.ErrorMessage.Should().Be("the first reason");
        (failure.StatusCode, failure.IsTransient,
            failure.MayHaveTakenEffect).Should().Be((without.StatusCode, without.IsTransient, without.MayHaveTakenEffect));
    }

    [Theory]
    [MemberData(nameof(CallsThatSend))]
    public async Task A_refused_connection_is_known_to_have_sent_nothing(string call)
    {
        await using ServiceProvider services = Services(Clients.Nowhere(), builder => builder.AddStandardResilienceHandler(WithoutPauses));

        AgentPlatformException failure = await Assert.ThrowsAnyAsync<AgentPlatformException>(
            () => Calls.MakeAsync(services.GetRequiredService<AgentPlatformClient>(), call));

        failure.MayHaveTakenEffect.Should().BeFalse();
        failure.Message.Should().Contain("nothing took effect").And.Contain("tried to send it 4 times");
        failure.Should().BeOfType(call is "send" or "stream" ? typeof(MessageNotDeliveredException)
            : typeof(AgentPlatformConnectionException));
    }

    [Fact]
    public async Task A_message_that_was_refused_with_429_is_sent_again_by_the_SDK()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Reply));
        stub.Enqueue(Respond.Json("""{"error":"slow down"}""", 429));
        await using ServiceProvider services =
            Services(stub.BaseAddress, builder => builder.AddStandardResilienceHandler(WithoutPauses),
            options => options.Retry.MaxRetries = 1);

        Reply reply = await Clients.SessionOf(services.GetRequiredService<AgentPlatformClient>()).SendAsync("hello");

        reply.Text.Should().Be("hi");
        stub.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_pause_beyond_the_handlers_limit_does_not_hide_the_servers_answer()
    {
        await using KestrelStub stub =
            await KestrelStub.StartAsync(Respond.Json("""{"error":"slow down"}""", 429, ("Retry-After", "3600")));
        TaskCompletionSource<int> timersBeforePause = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ServiceProvider services =
            Services(stub.BaseAddress, builder => builder.AddStandardResilienceHandler(options => options.Retry.OnRetry = _ =>
        {
            timersBeforePause.SetResult(_time.TimersCreated);
            return ValueTask.CompletedTask;
        }));

        Task<AgentPlatformRateLimitException> failing =
            Calls.FailureAsync<AgentPlatformRateLimitException>(services.GetRequiredService<AgentPlatformClient>(), "send");
        await _time.WaitForTimersCreatedAsync(await timersBeforePause.Task + 1);
        _time.Advance(TimeSpan.FromSeconds(31));

        AgentPlatformRateLimitException failure = await failing;
        failure.RetryAfter.Should().Be(TimeSpan.FromHours(1));
        failure.MayHaveTakenEffect.Should().BeFalse();
    }

    [Theory]
    [InlineData("send", "standard")]
    [InlineData("stream", "standard")]
    [InlineData("create agent", "standard")]
    [InlineData("events", "standard")]
    [InlineData("send", "hedging")]
    [InlineData("create agent", "hedging")]
    public async Task A_turn_outlasts_the_handlers_limits(string call, string handler)
    {
        TaskCompletionSource gate = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.After(gate.Task, Answer(call)));
        await using ServiceProvider services = Services(stub.BaseAddress, builder =>
        {
            if (handler == "hedging")
            {
                builder.AddStandardHedgingHandler();
            }
            else
            {
                builder.AddStandardResilienceHandler();
            }
        });

        // The control: the handlers cut a call of another client of the application, so they are in place and use this clock.
        using HttpClient other = services.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        Task<HttpResponseMessage> cut = other.GetAsync(stub.BaseAddress);
        await stub.WaitForRequestAsync();
        Task made = Calls.MakeAsync(services.GetRequiredService<AgentPlatformClient>(), call);
        await stub.WaitForRequestAsync(2);
        _time.Advance(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => cut);
        made.IsCompleted.Should().BeFalse();
        gate.SetResult();
        await made;
        string path = Target(call);
        stub.Requests.Count(r => r.Target.EndsWith(path, StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public async Task An_open_circuit_sends_nothing_and_is_reported()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json("""{"error":"internal error"}""", 500));
        await using ServiceProvider services = Services(stub.BaseAddress, builder => builder.AddStandardResilienceHandler(options =>
        {
            WithoutPauses(options);
            options.CircuitBreaker.MinimumThroughput = 2;
        }));
        AgentPlatformClient client = services.GetRequiredService<AgentPlatformClient>();
        await Assert.ThrowsAnyAsync<AgentPlatformException>(() => client.Agents.GetAsync("a1"));
        int before = stub.Requests.Count;

        MessageNotDeliveredException failure = await Calls.FailureAsync<MessageNotDeliveredException>(client, "send");

        failure.Message.Should().Contain("circuit");
        failure.MayHaveTakenEffect.Should().BeFalse();
        stub.Requests.Should().HaveCount(before);
    }

    [Theory]
    [InlineData("send")]
    [InlineData("stream")]
    public async Task A_handler_that_drops_a_success_gets_it_again(string call)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Answer(call));
        await using ServiceProvider services =
            Services(stub.BaseAddress, builder => builder.AddHttpMessageHandler(() => new WastefulHandler()));

        await Calls.MakeAsync(services.GetRequiredService<AgentPlatformClient>(), call);

        stub.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task An_abandoned_stream_releases_its_connection()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Sse(async stream =>
        {
            await stream.FrameAsync(Clients.Ready);
            await stream.FrameAsync(Clients.Delta("a"));
            await stream.HoldOpenAsync();
        }));
        await using ServiceProvider services = Services(stub.BaseAddress, builder => builder.AddStandardResilienceHandler(WithoutPauses));

        await foreach (
            TurnUpdate update in Clients.SessionOf(services.GetRequiredService<AgentPlatformClient>()).SendStreamingAsync("hello"))
        {
            break;
        }

        await stub.Requests[0].Aborted;
    }

    private static string Target(string call) => call switch
    {
        "send" => "/message",
        "stream" => "/message_stream",
        "events" => "/events",
        _ => "/agents",
    };

    private static Func<HttpContext, Task> Answer(string call) => call switch
    {
        "stream" or "events" => Respond.Sse(Clients.Ready, Clients.Idle),
        "create agent" => Respond.Json(Clients.Agent),
        _ => Respond.Json(Clients.Reply),
    };

    private static void WithoutPauses(HttpStandardResilienceOptions options)
    {
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.ShouldRetryAfterHeader = false;
    }

    private ServiceProvider Services(Uri server, Action<IHttpClientBuilder> defaults, Action<AgentPlatformOptions>? configure = null)
    {
        ServiceCollection services = [];
        services.AddSingleton<TimeProvider>(_time);
        services.ConfigureHttpClientDefaults(defaults);
        services.AddAgentPlatform(options =>
        {
            options.BaseUrl = server;
            options.ApiKey = Clients.Key;
            options.Generation = PlatformGeneration.Platform;
            options.Healing.Enabled = false;
            options.Retry = new RetryOptions { MaxRetries = 0, BaseDelay = TimeSpan.Zero };
            configure?.Invoke(options);
        });
        return services.BuildServiceProvider();
    }

    /// <summary>Sends, drops the response, and sends again.</summary>
    private sealed class WastefulHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage first = await base.SendAsync(request, cancellationToken);
            first.StatusCode.Should().Be(HttpStatusCode.OK);
            first.Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}

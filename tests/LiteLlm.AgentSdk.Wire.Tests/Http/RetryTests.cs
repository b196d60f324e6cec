using Microsoft.Extensions.Logging;

namespace LiteLlm.AgentSdk.Wire.Tests.Http;

public class RetryTests
{
    private static readonly int[] Statuses = [400, 404, 408, 429, 500, 502, 503, 504];
    private static readonly int[] WorthAnotherTry = [408, 429, 502, 503, 504];
    private static readonly string[] Repeatable =
        ["get agent", "list agents", "update agent", "delete agent", "get session", "delete session", "messages", "events"];

    public static TheoryData<string, int, int> Rows() => Table.Of(
        Repeatable.SelectMany(call => Statuses.Select(status => (call, status, WorthAnotherTry.Contains(status) ? 3 : 1)))
            .Concat(Calls.Posts.SelectMany(call => Statuses.Select(status => (call, status, status == 429 ? 3 : 1)))));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_method_and_the_status_decide(string call, int status, int arrivals)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"error":"no"}""", status));
        using CapturingLoggerProvider logs = new();
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, options => options.Retry.MaxRetries = 2, logs.CreateFactory());

        AgentPlatformException failure = await Assert.ThrowsAnyAsync<AgentPlatformException>(() => Calls.MakeAsync(wire, client, call));

        wire.Requests.Should().HaveCount(arrivals);
        logs.Retries().Should().Be(arrivals - 1);
        ((int?)failure.StatusCode).Should().Be(status);
        failure.IsTransient.Should().Be(WorthAnotherTry.Contains(status));
        failure.MayHaveTakenEffect.Should().Be(wire.Requests[0].Method != "GET" && (status is 408 or >= 500));
    }

    [Theory]
    [InlineData("get agent")]
    [InlineData("create agent")]
    public async Task Disabled_retries_send_one_request(string call)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"error":"slow down"}""", 429, ("Retry-After", "1")));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, options => options.Retry.MaxRetries = 0);

        AgentPlatformRateLimitException failure = await Calls.FailureAsync<AgentPlatformRateLimitException>(wire, client, call);

        failure.RetryAfter.Should().Be(TimeSpan.FromSeconds(1));
        wire.ShouldHaveReceivedOne();
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Mon, 01 Jun 2026 12:00:09 GMT", 9)]
    [InlineData("3600", 20)]
    [InlineData("Tue, 02 Jun 2026 12:00:00 GMT", 20)]
    public async Task Retry_After_is_honored_and_capped(string header, int seconds)
    {
        ManualTimeProvider time = new();
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        wire.GivenFirst(Answer.Json("""{"error":"busy"}""", 503, ("Retry-After", header)));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, options =>
        {
            options.TimeProvider = time;
            options.Retry = new RetryOptions { BaseDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(20) };
        });

        Task<Agent> call = client.Agents.GetAsync("a1");

        // The limits of the attempt and of the body of a failure, and the delay.
        await time.WaitForTimersCreatedAsync(3);
        time.Pending.Should().Equal(TimeSpan.FromSeconds(seconds));
        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        wire.ShouldHaveReceivedOne();
        time.Advance(TimeSpan.FromMilliseconds(1));

        (await call).Id.Should().Be("a1");
        wire.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Mon, 01 Jun 2026 11:00:00 GMT")]
    public async Task A_Retry_After_in_the_past_retries_at_once(string header)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        wire.GivenFirst(Answer.Json("""{"error":"busy"}""", 429, ("Retry-After", header)));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, options =>
        {
            options.TimeProvider = new ManualTimeProvider();
            options.Retry = new RetryOptions { BaseDelay = TimeSpan.FromSeconds(10) };
        });

        (await client.Agents.GetAsync("a1")).Id.Should().Be("a1");
    }

    [Fact]
    public async Task The_pauses_grow_with_jitter_and_stay_within_their_bounds()
    {
        // The manual clock never moves by itself. Each pause is read from the pending timer and then skipped.
        List<TimeSpan> first = [];
        List<TimeSpan> all = [];
        for (int round = 0; round < 20; round++)
        {
            ManualTimeProvider time = new();
            using PlatformWire wire = PlatformWire.Start(Answer.Status(503));
            using AgentPlatformClient client = Clients.For(wire.BaseAddress, options =>
            {
                options.TimeProvider = time;
                options.Retry =
                    new RetryOptions { MaxRetries = 5, BaseDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(6) };
            });
            Task<Agent> call = client.Agents.GetAsync("a1");
            for (int attempt = 1; attempt <= 5; attempt++)
            {
                // The limit of the attempt, the limit of the error's body, and the pause.
                await time.WaitForTimersCreatedAsync(attempt * 3);
                TimeSpan pause = time.Pending.Single();
                all.Add(pause);
                if (attempt == 1)
                {
                    first.Add(pause);
                }

                time.Advance(pause);
            }

            await Assert.ThrowsAsync<AgentPlatformSandboxException>(() => call);
        }

        all.Should().OnlyContain(pause => pause >= TimeSpan.Zero && pause <= TimeSpan.FromSeconds(6));
        first.Should().OnlyContain(pause => pause < TimeSpan.FromSeconds(2));
        first.Distinct().Should().HaveCountGreaterThan(10, "clients must not retry at the same time");
        all.Max().Should().BeGreaterThan(TimeSpan.FromSeconds(2), "the pauses must grow");
    }

    [Fact]
    public async Task The_first_deletion_that_finds_nothing_has_failed()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"error":"agent a1 not found"}""", 404));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        await Calls.FailureAsync<AgentPlatformNotFoundException>(wire, client, "delete agent");

        wire.ShouldHaveReceivedOne();
    }

    [Fact]
    public async Task Each_retry_is_logged_with_its_reason()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        wire.GivenFirst(Answer.Json("""{"error":"being replaced"}""", 503));
        using CapturingLoggerProvider logs = new();
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, loggers: logs.CreateFactory());

        await client.Agents.GetAsync("a1");

        CapturedLog line = logs.Logs.Should().ContainSingle(log => log.Id.Id == 4).Subject;
        line.Level.Should().Be(LogLevel.Information);
        line.Category.Should().Be("LiteLlm.AgentSdk.AgentPlatformClient");
        line.Message.Should().Contain("GET agents/a1").And.Contain("attempt 1 failed").And.Contain("being replaced");
    }
}

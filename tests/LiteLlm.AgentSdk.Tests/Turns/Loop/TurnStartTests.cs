using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Turns;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>How a turn is left that may still run.</summary>
public sealed class TurnStartTests
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public async Task A_turn_that_was_left_is_unfinished_from_then_on_or_long_enough_to_show(bool hasShown, int secondsBefore)
    {
        using FakePlatform platform = FakePlatform.Answering("{}");
        PlatformTransport transport = platform.Connect();
        platform.Time.Advance(TimeSpan.FromMinutes(5));
        using TurnLease lease = transport.Gates.TryEnter("s1")!;

        await Start(transport, lease).LeaveAsync(abort: false, hasShown);

        lease.UnfinishedSince.Should().Be(platform.Time.GetUtcNow() - TimeSpan.FromSeconds(secondsBefore));
        platform.Received.Should().BeEmpty("the turn is not aborted");
    }

    [Fact]
    public async Task A_turn_is_aborted_when_that_is_wanted()
    {
        using FakePlatform platform = FakePlatform.Answering("{}");
        PlatformTransport transport = platform.Connect();
        using TurnLease lease = transport.Gates.TryEnter("s1")!;

        await Start(transport, lease).LeaveAsync(abort: true, hasShown: false);

        platform.Received.Should().Equal("POST sessions/s1/abort");
        lease.UnfinishedSince.Should().Be(platform.Time.GetUtcNow());
        FailedAborts(platform).Should().BeEmpty();
    }

    [Fact]
    public async Task A_turn_without_a_lease_is_aborted_too()
    {
        using FakePlatform platform = FakePlatform.Answering("{}");
        PlatformTransport transport = platform.Connect();

        await Start(transport, null).LeaveAsync(abort: true, hasShown: true);

        platform.Received.Should().Equal("POST sessions/s1/abort");
        transport.Gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_failed_abort_is_logged_and_not_thrown()
    {
        using FakePlatform platform = FakePlatform.Answering("""{"error":"broken"}""", HttpStatusCode.InternalServerError);

        await Start(platform.Connect(), null).LeaveAsync(abort: true, hasShown: false);

        FailedAborts(platform).Should().ContainSingle()
            .Which.Should().StartWith("Session s1: the turn could not be aborted: ").And.Contain("broken");
    }

    [Fact]
    public async Task An_abort_without_an_answer_ends_after_ten_seconds()
    {
        using FakePlatform platform = FakePlatform.Silent();
        Task left = Start(platform.Connect(), null).LeaveAsync(abort: true, hasShown: false).AsTask();
        await platform.Time.WaitForTimersAsync();

        platform.Time.Advance(TimeSpan.FromSeconds(9));
        left.IsCompleted.Should().BeFalse();
        platform.Time.Advance(TimeSpan.FromSeconds(1));

        await left;
        FailedAborts(platform).Should().ContainSingle().Which.Should().Contain("the limit of an abort after a turn (00:00:10)");
    }

    [Fact]
    public void The_session_is_free_after_the_start_is_disposed()
    {
        using FakePlatform platform = FakePlatform.Answering("{}");
        PlatformTransport transport = platform.Connect();
        TurnStart start = Start(transport, transport.Gates.TryEnter("s1"));
        transport.Gates.TryEnter("s1").Should().BeNull();

        start.Dispose();

        transport.Gates.Count.Should().Be(0);
    }

    private static TurnStart Start(PlatformTransport transport, TurnLease? lease) =>
        new(transport, lease, new TurnPlan { SessionId = "s1", State = new TurnState(null), Options = new SendOptions() });

    private static IEnumerable<string> FailedAborts(FakePlatform platform) =>
        platform.Logs.Logs.Where(log => log is { Level: LogLevel.Warning, Id.Id: 9 }).Select(log => log.Message);
}

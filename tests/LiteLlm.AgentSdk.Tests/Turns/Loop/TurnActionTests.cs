using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>The times for which a turn waits.</summary>
public sealed class TurnActionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(600_000_000, 600_000_000)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(-600_000_000, 0)]
    public void A_wait_whose_time_has_passed_lasts_no_time(long ticks, long waited)
    {
        TurnAction action = TurnAction.Wait(TimeSpan.FromTicks(ticks));

        action.Kind.Should().Be(TurnActionKind.Wait);
        action.For.Should().Be(TimeSpan.FromTicks(waited));
    }

    [Fact]
    public void A_wait_without_a_limit_stays_without_a_limit() =>
        TurnAction.Wait(Timeout.InfiniteTimeSpan).For.Should().Be(Timeout.InfiniteTimeSpan);

    [Fact]
    public void A_failure_carries_its_reason()
    {
        TurnAction action = TurnAction.Fail(TurnFailure.Ambiguous);

        action.Kind.Should().Be(TurnActionKind.Fail);
        action.Failure.Should().Be(TurnFailure.Ambiguous);
    }
}

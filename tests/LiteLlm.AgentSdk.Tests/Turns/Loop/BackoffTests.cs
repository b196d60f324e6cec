using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>The pauses between the attempts and the polls of a turn.</summary>
public sealed class BackoffTests
{
    private const double Least = 0.8;
    private const double Most = 1.2;
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Each_pause_is_longer_than_the_one_before_by_the_factor()
    {
        Backoff backoff = new(TimeSpan.FromSeconds(1), s_minute, 2);

        foreach (double seconds in (double[])[1, 2, 4, 8, 16, 32])
        {
            backoff.Next().TotalSeconds.Should().BeInRange(seconds * Least, seconds * Most);
        }
    }

    [Fact]
    public void A_pause_that_would_exceed_the_range_of_a_time_is_the_longest()
    {
        Backoff backoff = new(TimeSpan.FromSeconds(50), s_minute, 2);
        backoff.Next().TotalSeconds.Should().BeInRange(50 * Least, 50 * Most);

        for (int i = 0; i < 200; i++)
        {
            backoff.Next().TotalSeconds.Should().BeInRange(60 * Least, 60 * Most);
        }
    }

    [Fact]
    public void A_pause_that_has_reached_the_longest_does_not_grow_any_more()
    {
        Backoff backoff = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(12), 1.5);
        backoff.Next().TotalSeconds.Should().BeInRange(10 * Least, 10 * Most);

        for (int i = 0; i < 200; i++)
        {
            backoff.Next().TotalSeconds.Should().BeInRange(12 * Least, 12 * Most);
        }
    }

    [Fact]
    public void Jitter_spreads_pauses_from_four_to_six_fifths()
    {
        Backoff backoff = new(s_minute, s_minute, 1);

        List<double> factors = [.. Enumerable.Range(0, 2000).Select(_ => backoff.Next() / s_minute)];

        factors.Should().OnlyContain(factor => factor >= Least && factor <= Most);
        factors.Should().Contain(factor => factor < 0.83).And.Contain(factor => factor > 1.17);
    }

    [Fact]
    public void A_pause_ends_after_the_limit_when_it_would_be_longer()
    {
        Task pause = new Backoff(s_minute, s_minute, 2).PauseAsync(TimeSpan.FromSeconds(7), _time, default);

        _time.Pending.Should().Equal(TimeSpan.FromSeconds(7));
        _time.Advance(TimeSpan.FromSeconds(7));
        pause.IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public void A_pause_that_is_shorter_than_the_limit_keeps_its_length()
    {
        Task pause = new Backoff(s_minute, s_minute, 2).PauseAsync(TimeSpan.FromHours(1), _time, default);

        _time.Pending.Should().ContainSingle().Which.TotalSeconds.Should().BeInRange(60 * Least, 60 * Most);
        _time.Advance(s_minute * Most);
        pause.IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public async Task A_cancelled_pause_ends_at_once()
    {
        using CancellationTokenSource cancel = new();
        Task pause = new Backoff(s_minute, s_minute, 2).PauseAsync(s_minute, _time, cancel.Token);

        await cancel.CancelAsync();

        (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pause)).CancellationToken.Should().Be(cancel.Token);
    }
}

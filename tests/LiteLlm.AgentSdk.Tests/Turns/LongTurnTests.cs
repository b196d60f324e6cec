using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>Turns that work for hours, with a clock that the test moves.</summary>
public sealed class LongTurnTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromHours(4);
    private static readonly TimeSpan s_step = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("claude-agent-sdk", true)]
    [InlineData("claude-agent-sdk", false)]
    [InlineData("opencode", true)]
    [InlineData("opencode", false)]
    public async Task A_turn_that_is_silent_for_hours_is_waited_for(string harness, bool streams)
    {
        ManualTimeProvider time = new();
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => UseClock(options, time));
        using AgentPlatformClient other = lap.CreateClient();
        Session session = await SessionAsync(other, client, harness);

        Task<Reply> turn = streams ? session.SendStreamingAsync("hold").GetReplyAsync() : session.SendAsync("hold");
        await lap.WaitForTurnsStartedAsync(1);
        for (TimeSpan passed = s_step; passed < s_limit; passed += s_step)
        {
            // A round trip of another client gives the turn time to check its session.
            time.Advance(s_step);
            await other.Skills.ListAsync().ToListAsync();
        }

        turn.IsCompleted.Should().BeFalse("a tool may work for hours without a word");
        scripts.Release();

        (await turn).Text.Should().Be("begun hold\ndone hold");
        lap.Counters.TurnsStarted.Should().Be(1);
    }

    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task A_turn_beyond_its_limit_fails_with_the_name_of_the_limit(string harness)
    {
        ManualTimeProvider time = new();
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => UseClock(options, time));
        using AgentPlatformClient other = lap.CreateClient();
        Session session = await SessionAsync(other, client, harness);

        Func<Task> turn = async () =>
        {
            string text = "";
            await foreach (TurnUpdate update in session.SendStreamingAsync("hold"))
            {
                text += update.Text;
                if (update.Text is not null && text == "begun hold")
                {
                    time.Advance(s_limit);
                }
            }
        };

        AgentPlatformTimeoutException failure = (await turn.Should().ThrowAsync<AgentPlatformTimeoutException>()).Which;
        failure.Limit.Should().Be(nameof(AgentPlatformOptions.TurnTimeout));
        failure.Message.Should().Contain("04:00:00");
        failure.Delivery.Should().Be(Delivery.Delivered);
        failure.PartialReply!.Text.Should().Be("begun hold");
        scripts.Release();
    }

    /// <summary>A new session waits for its sandbox by the client's clock, so another client with the system's clock creates it.</summary>
    private static async Task<Session> SessionAsync(AgentPlatformClient other, AgentPlatformClient client, string harness) =>
        await client.Sessions.GetAsync((await Scripts.SessionAsync(other, harness)).Id);

    private static void UseClock(AgentPlatformOptions options, TimeProvider time)
    {
        options.TimeProvider = time;
        options.TurnTimeout = s_limit;

        // The requests themselves take real time, which the test's clock does not measure.
        options.RequestTimeout = Timeout.InfiniteTimeSpan;
    }
}

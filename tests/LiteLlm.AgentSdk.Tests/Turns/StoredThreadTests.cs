using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>
/// A harness that has lost its session: the platform returns the thread that it stored in the middle of the turn, which shows the message
/// without an answer as long as the session lives. A running turn looks the same.
/// </summary>
public sealed class StoredThreadTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromHours(4);
    private static readonly TimeSpan s_betweenSnapshots = TimeSpan.FromSeconds(15);

    // Far below the limit of the wait for an earlier turn, which does not pass: the clock of the client stands still.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_turn_that_the_stored_thread_shows_without_an_answer_is_waited_for_and_a_restart_ends_it()
    {
        ManualTimeProvider platformTime = new();
        ManualTimeProvider time = new();
        await using LocalAgentPlatform lap = await new Scripts().StartAsync(options => options.TimeProvider = platformTime);
        using AgentPlatformClient client = lap.CreateClient(options =>
        {
            options.TimeProvider = time;
            options.TurnTimeout = s_limit;
            options.RequestTimeout = Timeout.InfiniteTimeSpan;
        });
        using AgentPlatformClient other = lap.CreateClient();
        Session session = await client.Sessions.GetAsync((await Scripts.SessionAsync(other, HarnessId.ClaudeAgentSdk)).Id);
        bool isHealed = false;
        Func<Task> turn = async () =>
        {
            await foreach (TurnUpdate update in session.SendStreamingAsync("hold"))
            {
                if (update is TurnTextDelta { Offset: 0 })
                {
                    platformTime.Advance(s_betweenSnapshots);
                    lap.KillHarnessProcess(session.Id);
                }
                else if (update is TurnHealed)
                {
                    isHealed = true;
                    time.Advance(s_limit);
                }
            }
        };

        AgentPlatformTimeoutException failure = (await turn.Should().ThrowAsync<AgentPlatformTimeoutException>()).Which;

        isHealed.Should().BeTrue("the thread shows the message, so the turn may run");
        failure.Limit.Should().Be(nameof(AgentPlatformOptions.TurnTimeout));
        failure.Delivery.Should().Be(Delivery.Delivered);
        failure.PartialReply!.Text.Should().StartWith("begun");
        failure.Message.Should().Contain("nothing has been seen of the turn for")
            .And.Contain(nameof(Session.AbortAsync)).And.Contain(nameof(Session.RestartAsync));
        await session.Invoking(s => s.AbortAsync()).Should().ThrowAsync<AgentPlatformException>(
            "such a harness can't abort, as a real platform was seen to answer");
        await session.RestartAsync();
        time.Advance(TurnRecovery.TimeToShow);
        (await session.SendAsync("next").WaitAsync(s_soon)).Text.Should().Be("begun next\ndone next");
        lap.Counters.TurnsStarted.Should().Be(3, "the message, the replay, the next message");
    }
}

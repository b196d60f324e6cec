using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Tests.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>
/// The platform itself may run a turn twice: when its connection to the sandbox breaks, or after 300 seconds. Only then does the reply
/// report a duplicate.
/// </summary>
public sealed class DuplicatedTurnTests
{
    [Theory]
    [InlineData("claude-agent-sdk", true, false)]
    [InlineData("claude-agent-sdk", false, false)]
    [InlineData("opencode", true, false)]
    [InlineData("opencode", true, true)]
    [InlineData("opencode", false, false)]
    [InlineData("opencode", false, true)]
    public async Task A_turn_that_the_platform_ran_twice_is_reported_as_a_duplicate(string harness, bool breaks, bool marked)
    {
        ManualTimeProvider time = new();
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.TimeProvider = time);
        Session session = await SessionAsync(lap, client, harness);
        await session.SendAsync("quick before");

        Task<Reply> send = session.SendAsync("hold", new SendOptions { MarkSends = marked });
        await lap.WaitForTurnsStartedAsync(2);
        if (breaks)
        {
            lap.BreakHarnessConnection(session.Id);
            await lap.WaitForTurnsStartedAsync(3);
        }

        // The platform's own client would have given up by now and sent the message again.
        time.Advance(TimeSpan.FromSeconds(301));
        scripts.Release();
        Reply reply = await send;

        reply.DuplicatedByPlatform.Should().Be(breaks);
        reply.Text.Should().Contain("done hold");
        lap.Counters.RequestsTo("POST", "/message").Should().Be(2);
    }

    [Fact]
    public async Task A_fault_that_breaks_the_connection_makes_a_duplicate()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client, HarnessId.OpenCode);
        lap.Faults.Add(Fault.HarnessConnectionBroken(9).On("POST", "/message"));

        Task<Reply> send = session.SendAsync("hold");
        await lap.WaitForTurnsStartedAsync(2);
        scripts.Release();

        (await send).DuplicatedByPlatform.Should().BeTrue();
    }

    /// <summary>
    /// The platform recovers a sandbox that is lost during a blocking turn, and runs the turn again in a new thread. If the sandbox was
    /// lost before the message, the turn runs once.
    /// </summary>
    [Theory]
    [InlineData("opencode", true, 0)]
    [InlineData("opencode", false, 0)]
    [InlineData("claude-agent-sdk", true, 301)]
    [InlineData("claude-agent-sdk", false, 301)]
    public async Task A_turn_that_ran_again_after_a_recovery_is_a_duplicate(string harness, bool isLostDuring, int seconds)
    {
        ManualTimeProvider time = new();
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.TimeProvider = time);
        Session session = await SessionAsync(lap, client, harness);
        await session.SendAsync("quick before");
        if (!isLostDuring)
        {
            lap.KillSandbox(session.Id);
        }

        Task<Reply> send = session.SendAsync("hold");
        await lap.WaitForTurnsStartedAsync(isLostDuring ? 2 : 3);
        if (isLostDuring)
        {
            lap.KillSandbox(session.Id);
            await lap.WaitForTurnsStartedAsync(4);
        }

        time.Advance(TimeSpan.FromSeconds(seconds));
        scripts.Release();
        Reply reply = await send;

        reply.DuplicatedByPlatform.Should().Be(isLostDuring);
        reply.Text.Should().Be("begun hold\ndone hold");
    }

    /// <summary>opencode continues under the id of the copy, and leaves the completed steps under the id of the first message.</summary>
    [Fact]
    public async Task A_copy_that_arrives_while_a_tool_runs_keeps_the_earlier_steps_in_the_reply()
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LocalAgentPlatform lap = await new Scripts().StartAsync(options => options.Script = _ => PlayAsync(release.Task));
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, HarnessId.OpenCode);
        Task running = ToolRunsAsync(lap, session.Id);
        await lap.WaitForOpenStreamsAsync(1);

        Task<Reply> send = session.SendAsync("go");
        await running;
        lap.BreakHarnessConnection(session.Id);
        await lap.WaitForTurnsStartedAsync(2);
        release.SetResult();
        Reply reply = await send;

        reply.Text.Should().Be("looking\nfound");
        reply.Parts.OfType<ToolPart>().Should().ContainSingle();
        reply.DuplicatedByPlatform.Should().BeTrue();

        static async IAsyncEnumerable<TurnStep> PlayAsync(Task released)
        {
            yield return TurnStep.Text("looking");
            yield return TurnStep.Tool("bash", """{"command":"ls"}""", "a b", until: released);
            yield return TurnStep.Text("found");
            await Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task An_equal_message_sent_twice_is_two_turns_and_no_duplicate(string harness)
    {
        ManualTimeProvider time = new();
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.TimeProvider = time);
        Session session = await SessionAsync(lap, client, harness);
        (await session.SendAsync("quick twice")).DuplicatedByPlatform.Should().BeFalse();

        (await session.SendAsync("quick twice")).DuplicatedByPlatform.Should().BeFalse();
        Task<Reply> send = session.SendAsync("hold");
        await lap.WaitForTurnsStartedAsync(3);
        time.Advance(TimeSpan.FromSeconds(301));
        scripts.Release();
        (await send).DuplicatedByPlatform.Should().BeFalse();
        (await session.SendAsync("hold")).DuplicatedByPlatform.Should().BeFalse();

        lap.Counters.TurnsStarted.Should().Be(4);
    }

    private static async Task ToolRunsAsync(LocalAgentPlatform lap, string sessionId)
    {
        using AgentPlatformClient watcher = lap.CreateClient();
        await foreach (SessionEvent value in (await watcher.Sessions.GetAsync(sessionId)).FollowAsync())
        {
            if (value is MessagePartUpdatedEvent { Part: ToolPart { State.Status: var status } } && status == ToolStatus.Running)
            {
                return;
            }
        }
    }

    /// <summary>Creates the session with another client, whose clock moves.</summary>
    private static async Task<Session> SessionAsync(LocalAgentPlatform lap, AgentPlatformClient client, HarnessId harness)
    {
        using AgentPlatformClient opener = lap.CreateClient();
        return Clients.SessionOf(client, (await Scripts.SessionAsync(opener, harness)).Id);
    }

    [Fact]
    public async Task A_mark_distinguishes_a_second_message_of_the_user_from_the_platforms_copy()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        using AgentPlatformClient other = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client, HarnessId.OpenCode);
        Session again = await other.Sessions.GetAsync(session.Id);

        // The user sends the same text in another window while the first turn still runs.
        Task<Reply> first = session.SendAsync("hold", new SendOptions { MarkSends = true });
        await lap.WaitForTurnsStartedAsync(1);
        Task<Reply> second =
            again.SendAsync("hold", new SendOptions { MarkSends = true, WaitForInitialReply = false, WaitForRunningTurn = false });
        await lap.WaitForTurnsStartedAsync(2);
        scripts.Release();

        (await first).DuplicatedByPlatform.Should().BeFalse();
        (await second).DuplicatedByPlatform.Should().BeFalse();
    }
}

using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>Two processes use one session: a turn never shows the text of another turn as its own.</summary>
public sealed class OtherSendersTests
{
    public static TheoryData<string, bool> Ways() => new()
    {
        { "claude-agent-sdk", false }, { "claude-agent-sdk", true }, { "opencode", false }, { "opencode", true },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_message_waits_for_a_turn_of_another_process(string harness, bool streams)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient one = lap.CreateClient();
        using AgentPlatformClient other = lap.CreateClient();
        Session session = await Scripts.SessionAsync(one, harness);
        Session same = await other.Sessions.GetAsync(session.Id);
        await session.SendAsync("first");

        Task<Reply> theirs = session.SendStreamingAsync("hold theirs").GetReplyAsync();
        await lap.WaitForTurnsStartedAsync(2);
        int requests = lap.ReceivedRequests.Count;
        Task<(string Shown, Reply Reply)> ours = ShownAsync(same, "ours", streams);
        await lap.WaitForRequestsAsync(requests + 3);
        lap.Counters.TurnsStarted.Should().Be(2, "the message has not been sent");
        scripts.Release();

        (string shown, Reply reply) = await ours;
        reply.Text.Should().Be("begun ours\ndone ours");
        shown.Should().Be(reply.Text);
        (await theirs).Text.Should().Be("begun hold theirs\ndone hold theirs");
        scripts.Order.Should().Equal("first", "hold theirs", "ours");
    }

    [Fact]
    public async Task The_wait_is_bounded_by_the_queue_timeout_and_can_be_turned_off()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient one = lap.CreateClient();
        using AgentPlatformClient other = lap.CreateClient();
        Session session = await Scripts.SessionAsync(one);
        Session same = await other.Sessions.GetAsync(session.Id);
        await session.SendAsync("first");
        Task<Reply> theirs = session.SendStreamingAsync("hold theirs").GetReplyAsync();
        await lap.WaitForTurnsStartedAsync(2);

        Func<Task> bounded = () => same.SendAsync(new SendOptions { Text = "ours", QueueTimeout = TimeSpan.FromMilliseconds(50) });
        AgentPlatformTimeoutException failure = (await bounded.Should().ThrowAsync<AgentPlatformTimeoutException>()).Which;
        Reply reply = await same.SendAsync(new SendOptions { Text = "ours", WaitForRunningTurn = false });
        scripts.Release();
        await theirs;

        failure.Limit.Should().Be(nameof(AgentPlatformOptions.QueueTimeout));
        failure.Message.Should().Contain("another process").And.Contain("Nothing was sent");
        reply.Text.Should().Be("begun ours\ndone ours");
    }

    /// <summary>Two turns run at the same time, and each shows only its own text.</summary>
    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task Two_concurrent_turns_each_show_only_their_own_text(string harness)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient one = lap.CreateClient();
        using AgentPlatformClient other = lap.CreateClient();
        Session session = await Scripts.SessionAsync(one, harness);
        Session same = await other.Sessions.GetAsync(session.Id);
        await session.SendAsync("first");

        Task<(string Shown, Reply Reply)> theirs = ShownAsync(session, "hold theirs", streams: true, waits: false);
        await lap.WaitForTurnsStartedAsync(2);
        Task<(string Shown, Reply Reply)> ours = ShownAsync(same, "ours", streams: true, waits: false);
        await lap.WaitForOpenStreamsAsync(2);
        scripts.Release();
        (string Shown, Reply Reply)[] both = await Task.WhenAll(theirs, ours);

        both[0].Reply.Text.Should().Be("begun hold theirs\ndone hold theirs");
        both[1].Reply.Text.Should().Be("begun ours\ndone ours");
        both.Should().OnlyContain(turn => turn.Shown == turn.Reply.Text);
        both.Should().OnlyContain(turn => turn.Reply.AnsweredWith == null);
    }

    private static async Task<(string Shown, Reply Reply)> ShownAsync(Session session, string text, bool streams, bool waits = true)
    {
        SendOptions options = new() { Text = text, WaitForRunningTurn = waits };
        if (!streams)
        {
            Reply reply = await session.SendAsync(options);
            return (reply.Text, reply);
        }

        string shown = "";
        Reply? last = null;
        await foreach (TurnUpdate update in session.SendStreamingAsync(options))
        {
            shown += update.Text;
            last = (update as TurnCompleted)?.Reply;
        }

        return (shown, last!);
    }
}

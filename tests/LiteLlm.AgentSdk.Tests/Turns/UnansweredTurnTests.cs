using System.Diagnostics;
using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>Turns that are never answered fail with the reason within seconds, and the next message is sent at once.</summary>
public sealed class UnansweredTurnTests
{
    // Far below the limits after which the SDK gives up by itself, which are minutes.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(30);

    public static TheoryData<string, bool> OpenCode() => new()
    {
        { "opencode", false }, { "opencode", true }, { "opencode-brain-inline", false }, { "opencode-brain-inline", true },
    };

    public static TheoryData<string, bool> Both() => new()
    {
        { "claude-agent-sdk", false }, { "claude-agent-sdk", true }, { "opencode", false }, { "opencode", true },
    };

    [Theory]
    [MemberData(nameof(OpenCode))]
    public async Task A_turn_with_an_unknown_model_fails_with_the_harness_message(string harness, bool streams)
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, harness);
        lap.Faults.Add(Fault.ModelMissing().On("POST"));

        TurnFailedException failure = (await FailureAsync(session, "hello", streams)).Should().BeOfType<TurnFailedException>().Subject;

        failure.MayHaveTakenEffect.Should().BeTrue();
        failure.Message.Should().Contain(streams ? "Model not found" : "harness request failed");
        (await session.SendAsync("next").WaitAsync(s_soon)).Text.Should().Be("begun next\ndone next");
    }

    /// <summary>A message that was never answered stays in the thread. It no longer waits, so a later error is not its error.</summary>
    [Theory]
    [InlineData("opencode")]
    [InlineData("opencode-brain-inline")]
    public async Task After_a_message_without_an_answer_a_failed_turn_still_ends_with_its_stream(string harness)
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync(static options => options.UnknownModels.Add("m"));
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, harness);
        await FailureAsync(session, "one", streams: true);
        int requests = lap.ReceivedRequests.Count;

        AgentPlatformException failure = await FailureAsync(session, "two", streams: true);

        failure.Should().BeOfType<TurnFailedException>().Which.Message.Should().Contain("Model not found");
        lap.ReceivedRequests.Skip(requests).Select(static request => $"{request.Method} {request.Path.Split('/')[^1]}")
            .Should().Equal(["GET messages", "POST message_stream"], "the stream brought the end: nothing is looked for");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_message_that_the_harness_refuses_was_not_delivered(string harness, bool streams)
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, harness);
        await session.SendAsync("first");
        lap.Faults.Add(Fault.MessageRefused().On("POST"));

        AgentPlatformException failure = await FailureAsync(session, "hello", streams);

        failure.Should().BeOfType<MessageNotDeliveredException>().Which.Delivery.Should().Be(Delivery.NotSent);
        lap.Counters.TurnsStarted.Should().Be(1);
        (await session.SendAsync("next").WaitAsync(s_soon)).Text.Should().Be("begun next\ndone next");
    }

    /// <summary>
    /// opencode drops a message that arrives between the two ends of a failed turn, so the next message has to wait for the second end.
    /// </summary>
    [Theory]
    [MemberData(nameof(Both))]
    public async Task After_a_failed_turn_the_next_message_is_answered(string harness, bool streams)
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, harness);

        (await FailureAsync(session, "fail",
            streams)).Should().BeOfType<TurnFailedException>().Which.Message.Should().Contain("out of credit");

        (await SendAsync(session, "next", streams).WaitAsync(s_soon)).Text.Should().Be("begun next\ndone next");
        lap.Counters.TurnsStarted.Should().Be(2);
    }

    [Fact]
    public async Task A_turn_that_claude_lost_fails_at_once()
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client);
        await session.SendAsync("first");

        StreamInterruptedException failure = await LoseAsync(lap, session);

        failure.Message.Should().Contain("has lost it");
        failure.Delivery.Should().Be(Delivery.Delivered);
        failure.PartialReply!.Text.Should().StartWith("begun");
        (await session.SendAsync("next").WaitAsync(s_soon)).Text.Should().Be("begun next\ndone next");
    }

    /// <summary>The thread of a killed opencode process looks like a running turn and never changes.</summary>
    [Fact]
    public async Task A_turn_that_opencode_lost_is_given_up_after_a_silence()
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.StreamIdleTimeout = TimeSpan.FromSeconds(1));
        Session session = await Scripts.SessionAsync(client, HarnessId.OpenCode);
        await session.SendAsync("first");

        StreamInterruptedException failure = await LoseAsync(lap, session);

        failure.Message.Should().Contain("nothing has been seen of the turn for").And.Contain(nameof(Session.AbortAsync));
        failure.Checkpoint.Should().NotBeNull();
        failure.Delivery.Should().Be(Delivery.Delivered);
        (await session.SendAsync("next").WaitAsync(s_soon)).Text.Should().Be("begun next\ndone next");
    }

    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task A_silent_turn_that_nothing_has_cut_is_waited_for(string harness)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.StreamIdleTimeout = TimeSpan.FromMilliseconds(100));
        Session session = await Scripts.SessionAsync(client, harness);
        await session.SendAsync("first");
        int requests = lap.ReceivedRequests.Count;

        Task<Reply> turn = session.SendStreamingAsync("hold").GetReplyAsync();
        await lap.WaitForRequestsAsync(requests + 4);
        turn.IsCompleted.Should().BeFalse("silence is not an end");
        scripts.Release();

        (await turn).Text.Should().Be("begun hold\ndone hold");
    }

    /// <summary>Runs a turn until its first text, and then kills its harness.</summary>
    private static async Task<StreamInterruptedException> LoseAsync(LocalAgentPlatform lap, Session session)
    {
        Func<Task> turn = async () =>
        {
            await foreach (TurnUpdate update in session.SendStreamingAsync("hold"))
            {
                if (update is TurnTextDelta { Offset: 0 })
                {
                    lap.KillHarnessProcess(session.Id);
                }
            }
        };
        return (await turn.Invoking(t => t().WaitAsync(s_soon)).Should().ThrowAsync<StreamInterruptedException>()).Which;
    }

    private static async Task<AgentPlatformException> FailureAsync(Session session, string text, bool streams)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Func<Task> send = () => SendAsync(session, text, streams).WaitAsync(s_soon);
        AgentPlatformException failure = (await send.Should().ThrowAsync<AgentPlatformException>()).Which;
        watch.Elapsed.Should().BeLessThan(s_soon);
        return failure;
    }

    private static Task<Reply> SendAsync(Session session, string text, bool streams) =>
        streams ? session.SendStreamingAsync(text).GetReplyAsync() : session.SendAsync(text);
}

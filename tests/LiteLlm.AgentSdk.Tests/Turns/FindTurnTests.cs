using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>A process that died between sending a message and saving its turn asks whether the message arrived.</summary>
public sealed class FindTurnTests
{
    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task A_message_that_arrived_is_found_and_its_turn_is_resumed(string harness)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient dead = lap.CreateClient();
        using AgentPlatformClient next = lap.CreateClient();
        Session session = await Scripts.SessionAsync(dead, harness);
        await session.SendAsync("first");
        SendOptions message = new() { Text = "hold", Mark = "job-1" };
        DateTimeOffset before = DateTimeOffset.UtcNow;
        using CancellationTokenSource death = new();
        Task<Reply> lost = session.SendStreamingAsync(message).GetReplyAsync(death.Token);
        await lap.WaitForTurnsStartedAsync(2);
        await death.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lost);

        Session same = await next.Sessions.GetAsync(session.Id);
        TurnCheckpoint? found = await same.FindTurnAsync(message, before);
        scripts.Release();
        Reply reply = await next.ResumeTurnAsync(found!).GetReplyAsync();

        reply.Text.Should().Be("begun hold\ndone hold");
        lap.Counters.TurnsStarted.Should().Be(2);
    }

    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task A_message_that_did_not_arrive_is_not_found(string harness)
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, harness);
        await session.SendAsync("hello");

        (await session.FindTurnAsync(new SendOptions { Text = "another", Mark = "job-1" }, DateTimeOffset.UtcNow)).Should().BeNull();
        (await session.FindTurnAsync(new SendOptions { Text = "hello" },
            DateTimeOffset.UtcNow.AddMinutes(5))).Should().BeNull("it is older");
    }

    [Fact]
    public async Task Two_equal_messages_are_told_apart_by_a_mark_and_are_ambiguous_without_it()
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        DateTimeOffset before = DateTimeOffset.UtcNow;
        Session session = await Scripts.SessionAsync(client, HarnessId.OpenCode);
        await session.SendAsync(new SendOptions { Text = "hello", Mark = "job-1" });
        await session.SendAsync(new SendOptions { Text = "hello", Mark = "job-2" });
        IReadOnlyList<Message> thread = await session.GetMessagesAsync();
        string second = thread.Where(m => m.Info.Role == MessageRole.User).Last().Info.Id;

        TurnCheckpoint? marked = await session.FindTurnAsync(new SendOptions { Text = "hello", Mark = "job-2" }, before);
        TurnCheckpoint? early = await session.FindTurnAsync(new SendOptions { Text = "hello", Mark = "job-2" }, before.AddHours(1));
        TurnCheckpoint? never = await session.FindTurnAsync(new SendOptions { Text = "hello", Mark = "job-3" }, before);
        Func<Task> unmarked = () => session.FindTurnAsync(new SendOptions { Text = "hello" }, before);

        marked!.UserMessageId.Should().Be(second);
        early!.UserMessageId.Should().Be(second, "the mark is exact, so the time does not matter");
        never.Should().BeNull("an equal message with another mark is another message");
        (await unmarked.Should().ThrowAsync<SendOutcomeUnknownException>()).Which.Candidates.Should().HaveCount(2);
    }
}

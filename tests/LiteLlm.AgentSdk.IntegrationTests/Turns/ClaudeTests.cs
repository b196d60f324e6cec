namespace LiteLlm.AgentSdk.IntegrationTests.Turns;

/// <summary>The Claude Agent SDK's own messages, where the harness sends them.</summary>
public sealed class ClaudeTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.FollowSession, Calls.Send)]
    public async Task Claudes_messages_fold_to_the_thread(string harness)
    {
        Session session = await CreateSessionAsync(await Platform.HarnessAsync(harness));
        Session elsewhere = await Platform.NewClient().Sessions.GetAsync(session.Id);
        Talk.Listener<SessionEvent> bus = new(token => Talk.FollowSession(elsewhere, follow: false, token));
        await bus.Opened;
        Reply reply = await session.SendAsync(Prompts.Tool);
        List<SessionEvent> events = await bus.All;
        Need.That(events.OfType<ClaudeSdkMessageEvent>().Any(), $"'{harness}' does not send Claude's messages");

        ClaudeConversation conversation = events.Aggregate(ClaudeConversation.Empty, static (folded, e) => folded.Add(e));
        conversation.Status.Should().Be(ClaudeConversationStatus.Idle);
        conversation.LastResult!.IsError.Should().BeFalse();
        string.Concat(conversation.Messages.Where(static message => message.Type == "assistant").Select(static message => message.Text))
            .Should().Be(reply.AllText());
        conversation.Messages.Should().OnlyContain(static message => message.IsComplete);
        List<string?> tools = [.. reply.All<ToolPart>().Select(static part => part.CallId)];
        conversation.Messages.SelectMany(static message => message.Blocks).Where(static block => block.Type == "tool_use")
            .Select(static block => block.ToolUseId).Should().Equal(tools);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.FollowSession)]
    public async Task Claudes_messages_are_typed(string harness)
    {
        Session session = await CreateSessionAsync(await Platform.HarnessAsync(harness));
        Session elsewhere = await Platform.NewClient().Sessions.GetAsync(session.Id);
        Talk.Listener<SessionEvent> opened = new(token => Talk.FollowSession(elsewhere, follow: false, token));
        await opened.Opened;
        Talk.Listener<ClaudeMessage> claude = new(token => Talk.FollowClaude(elsewhere, token));
        StreamedTurn turn = await Talk.StreamAsync(session, "Count from 1 to 50, one per line. (LONG 50 SLOW 10)");
        List<SessionEvent> events = await opened.All;
        Need.That(events.OfType<ClaudeSdkMessageEvent>().Any(), $"'{harness}' does not send Claude's messages");
        List<ClaudeMessage> messages = await claude.All;

        messages.OfType<ClaudeResultMessage>().Should().ContainSingle().Which.Result.Should().Be(turn.Reply.Text);
        messages.OfType<ClaudeUnknownMessage>().Select(static message => message.ToString()).Should().BeEmpty("their types are known");
    }
}

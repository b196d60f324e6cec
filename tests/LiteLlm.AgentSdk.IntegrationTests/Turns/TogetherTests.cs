namespace LiteLlm.AgentSdk.IntegrationTests.Turns;

/// <summary>Several clients, like several processes, in one session.</summary>
public sealed class TogetherTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.SendStreaming, Calls.Send)]
    public async Task Two_clients_at_once_each_get_their_own_answer(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session one = await CreateSessionAsync(on);
        await one.SendAsync(Prompts.Hello);
        Session two = await Platform.NewClient().Sessions.GetAsync(one.Id);
        TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<StreamedTurn> first = StreamedTurn.ReadAsync(
            Announce(Talk.Updates(one, Prompts.Medium), running), CancellationToken.None);
        await Task.WhenAny(running.Task, first);
        Reply second = await two.SendAsync(new SendOptions { Text = "Say good bye.", WaitForRunningTurn = false });
        StreamedTurn turn = await first;

        second.Text.Should().NotBeEmpty();
        turn.Reply.Messages[^1].Info.Id.Should().NotBe(second.Messages[^1].Info.Id);
        turn.ShouldEqualItsReply();
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        turn.Reply.Text.Should().EndWith("tok99 ").And.NotContain("echo");
        second.Text.Should().Be("echo: Say good bye.");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.SendStreaming, Calls.Send)]
    public async Task A_message_waits_for_the_turn_of_another_process(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session one = await CreateSessionAsync(on);
        await one.SendAsync(Prompts.Hello);
        Session two = await Platform.NewClient().Sessions.GetAsync(one.Id);
        TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<StreamedTurn> first = StreamedTurn.ReadAsync(
            Announce(Talk.Updates(one, Prompts.Medium), running), CancellationToken.None);
        await Task.WhenAny(running.Task, first);
        StreamedTurn second = await Talk.StreamAsync(two, "Say good bye.");
        StreamedTurn turn = await first;

        turn.ShouldEqualItsReply();
        second.ShouldEqualItsReply();
        IReadOnlyList<Message> thread = await one.GetMessagesAsync();
        thread.Select(static m => m.Info.Id).Should().ContainInOrder(turn.Reply.Messages[^1].Info.Id, second.Reply.Messages[^1].Info.Id);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.FollowTurn, Calls.Send)]
    public async Task A_turn_of_another_process_is_followed(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on);
        Session elsewhere = await Platform.NewClient().Sessions.GetAsync(session.Id);
        Talk.Listener<SessionEvent> follower = new(token => Talk.FollowTurn(elsewhere, token));
        await follower.Opened;
        Reply reply = await session.SendAsync(Prompts.Hello);
        List<SessionEvent> events = await follower.All;

        events[0].Should().BeOfType<ReadyEvent>();
        events[^1].IsTurnEnd.Should().BeTrue();
        events.OfType<MessagePartUpdatedEvent>().Select(static e => e.Part).OfType<TextPart>()
            .Should().Contain(part => part.Text == reply.Text);
        events.OfType<MessageUpdatedEvent>().Select(static e => e.Info.Id).Should().Contain(reply.Messages[^1].Info.Id);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.FollowSession, Calls.Send)]
    public async Task The_session_is_followed_from_turn_to_turn(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on);
        Session elsewhere = await Platform.NewClient().Sessions.GetAsync(session.Id);
        using CancellationTokenSource enough = new();
        Talk.Listener<SessionEvent> follower = new(
            token => UntilAsync(Talk.FollowSession(elsewhere, follow: true, token), ends: 2), null, enough.Token);
        await follower.Opened;
        Reply first = await session.SendAsync("Say good morning.");
        Reply second = await session.SendAsync("Say good night.");
        enough.CancelAfter(TimeSpan.FromMinutes(1));
        List<SessionEvent> events = await follower.All;

        foreach (Reply reply in (Reply[])[first, second])
        {
            events.OfType<MessageUpdatedEvent>().Select(static e => e.Info.Id).Should().Contain(reply.Messages[^1].Info.Id);
        }

        events.Select(static e => e.HarnessSessionId).Where(static id => id is not null).Distinct()
            .Should().Equal([session.HarnessSessionId], "others' events are left out");
    }

    private static async IAsyncEnumerable<TurnUpdate> Announce(IAsyncEnumerable<TurnUpdate> updates, TaskCompletionSource running)
    {
        await foreach (TurnUpdate update in updates)
        {
            if (update.Text is not null)
            {
                running.TrySetResult();
            }

            yield return update;
        }
    }

    private static async IAsyncEnumerable<SessionEvent> UntilAsync(IAsyncEnumerable<SessionEvent> events, int ends)
    {
        await foreach (SessionEvent e in events)
        {
            yield return e;
            if (e.IsTurnEnd && --ends == 0)
            {
                yield break;
            }
        }
    }
}

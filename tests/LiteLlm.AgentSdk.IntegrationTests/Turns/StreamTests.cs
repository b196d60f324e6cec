namespace LiteLlm.AgentSdk.IntegrationTests.Turns;

/// <summary>A message is sent and its turn followed.</summary>
public sealed class StreamTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.SendStreaming)]
    public async Task The_stream_and_the_reply_are_consistent(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        StreamedTurn turn = await Talk.StreamAsync(on.Session, "Say good evening.");

        turn.ShouldEqualItsReply();
        turn.Text.Should().NotBeEmpty();
        turn.Updates.OfType<TurnTextDelta>().Should().NotBeEmpty("the text arrives in deltas");
        (await on.Session.GetMessagesAsync())[^1].Text.Should().Be(turn.Reply.Messages[^1].Text);
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        turn.Reply.Text.Should().Be("echo: Say good evening.");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.GetMessages)]
    public async Task A_stream_is_the_first_turn_of_a_session(string harness)
    {
        Session session = await CreateSessionAsync(await Platform.HarnessAsync(harness));
        StreamedTurn turn = await Talk.StreamAsync(session, Prompts.Unicode);
        turn.ShouldEqualItsReply();
        (await session.GetMessagesAsync())[0].OwnText.Should().Be(Prompts.Unicode);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.SendStreaming)]
    public async Task Tools_start_and_finish_in_order(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        StreamedTurn turn = await Talk.StreamAsync(on.Session, Prompts.Tool);
        turn.ShouldEqualItsReply();
        List<TurnToolFinished> finished = [.. turn.Updates.OfType<TurnToolFinished>()];
        Need.That(finished.Count > 0, $"the model used no tool on '{harness}': {turn.Reply.Text}");

        foreach (TurnToolFinished tool in finished)
        {
            int start = turn.Updates.FindIndex(update => update is TurnToolStarted started && started.Tool.CallId == tool.Tool.CallId);
            start.Should().BeInRange(0, turn.Updates.IndexOf(tool) - 1, "a tool starts before it finishes");
        }

        finished[0].Tool.State.Output.Should().Contain("hi");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.SendStreaming)]
    public async Task Thinking_is_not_part_of_the_text(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        StreamedTurn turn = await Talk.StreamAsync(on.Session, Prompts.Think);
        turn.ShouldEqualItsReply();
        string thought = string.Concat(turn.Updates.OfType<TurnReasoningDelta>().Select(static delta => delta.Delta));
        Need.That(thought.Length > 0, "the model does not think, or the harness does not ask it to");

        turn.Reply.All<ReasoningPart>().Should().Contain(part => part.Text == thought);
        turn.Reply.Text.Should().NotContain(thought);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.SendStreaming)]
    public async Task Two_hundred_and_fifty_pieces_all_arrive(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        StreamedTurn turn = await Talk.StreamAsync(on.Session, "Count from 1 to 50, one number per line. (LONG 250)");
        turn.ShouldEqualItsReply();
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        turn.Reply.Text.Should().Be(string.Concat(Enumerable.Range(0, 250).Select(static i => $"tok{i} ")));
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.SendStreaming)]
    public async Task A_reply_that_is_not_assembled_has_only_its_info(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        StreamedTurn turn = await Talk.StreamAsync(on.Session, Prompts.Hello, new() { AssembleReply = false });
        turn.Text.Should().NotBeEmpty();
        turn.Reply.All<MessagePart>().Should().BeEmpty();
        turn.Reply.Info.Should().NotBeNull();
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.GetMessages)]
    public async Task A_turn_with_an_abandoned_stream_continues_and_the_next_message_waits_for_it(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on);
        await foreach (TurnUpdate update in Talk.Updates(session, Prompts.Medium))
        {
            if (update.Text is not null)
            {
                break;
            }
        }

        Reply next = await session.SendAsync("Say good bye.");
        next.Text.Should().NotBeEmpty();
        IReadOnlyList<Message> thread = await session.GetMessagesAsync();
        thread.Questions().Should().HaveCount(2);
        Message first = thread.Answers().First();
        first.Info.Error.Should().BeNull("leaving aborts nothing");
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        first.Text.Should().EndWith("tok99 ");
        next.Text.Should().Be("echo: Say good bye.");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.SendStreaming, Calls.GetMessages)]
    public async Task Another_process_resumes_where_the_first_stopped(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on);
        await session.SendAsync(Prompts.Hello);
        StreamedTurn seen = new();
        string? checkpoint = null;
        await foreach (TurnUpdate update in Talk.Updates(session, Prompts.Long))
        {
            seen.Add(update);
            checkpoint = Talk.Checkpoint(update) ?? checkpoint;
            if (seen.Updates.OfType<TurnTextDelta>().Count() >= 5)
            {
                break;
            }
        }

        checkpoint.Should().NotBeNull("text was seen");
        StreamedTurn rest = await Talk.ResumeAsync(Platform.NewClient(), checkpoint!);
        rest.Reply.IsPartial.Should().BeFalse();
        (seen.Text + rest.Text).Should().Be(rest.Reply.Text, "nothing is missing and nothing is repeated");
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        rest.Reply.Text.Should().EndWith("tok149 ");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.GetMessages)]
    public async Task A_turn_of_six_minutes_is_complete(string harness)
    {
        Need.That(Platform.IsLocal || Platform.Settings.Slow, $"it takes minutes: set {AcceptanceSettings.SlowVariable}=1");
        Harness on = await Platform.HarnessAsync(harness);
        Need.That(on.IsScripted, "a turn of six minutes needs the scripted model");
        AgentPlatformClient patient = Platform.NewClient(static options => options.TurnTimeout = TimeSpan.FromMinutes(20));
        Session session = await patient.Sessions.GetAsync((await CreateSessionAsync(on)).Id);
        Reply reply = await session.SendAsync(Platform.IsLocal ? "LONG 360 SLOW 1" : "LONG 360 SLOW 1000", new() { LongRunning = true });

        reply.Text.Should().EndWith("tok359 ");
        (await session.GetMessagesAsync()).Questions().Should().ContainSingle("it ran once");
    }
}

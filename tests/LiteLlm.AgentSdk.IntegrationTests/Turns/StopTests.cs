namespace LiteLlm.AgentSdk.IntegrationTests.Turns;

/// <summary>Turns are aborted or no longer awaited.</summary>
public sealed class StopTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Abort)]
    public async Task A_turn_is_aborted_from_elsewhere(string harness)
    {
        Session session = await CreateSessionAsync(await Platform.HarnessAsync(harness));
        Session elsewhere = await Platform.NewClient().Sessions.GetAsync(session.Id);
        Reply? reply = null;
        bool aborted = false;
        await foreach (TurnUpdate update in Talk.Updates(session, Prompts.Long, new() { ThrowOnFailure = false }))
        {
            if (update.Text is not null && !aborted)
            {
                aborted = true;
                await elsewhere.AbortAsync();
            }

            reply = (update as TurnCompleted)?.Reply ?? reply;
        }

        reply!.IsAborted.Should().BeTrue();
        (await session.SendAsync("Say good bye.")).Text.Should().NotBeEmpty("the session continues");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Abort, Calls.Send)]
    public async Task An_aborted_blocking_send_reports_the_abort(string harness)
    {
        Session session = await CreateSessionAsync(await Platform.HarnessAsync(harness));
        Task<Reply> sending = session.SendAsync(Prompts.Long);
        Session elsewhere = await Platform.NewClient().Sessions.GetAsync(session.Id);
        Talk.Listener<SessionEvent> bus = new(
            token => Talk.FollowSession(elsewhere, follow: false, token), static e => e is MessagePartDeltaEvent);
        await bus.Opened;
        await elsewhere.AbortAsync();

        Func<Task> wait = () => sending;
        (await wait.Should().ThrowAsync<TurnFailedException>()).Which.Reply.IsAborted.Should().BeTrue();
        (await session.SendAsync("Say good bye.")).Text.Should().NotBeEmpty("the session continues");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Abort)]
    public async Task Aborting_without_a_running_turn_is_not_an_error(string harness)
    {
        Session session = await CreateSessionAsync(await Platform.HarnessAsync(harness));
        await session.AbortAsync();
        (await session.SendAsync(Prompts.Hello)).Text.Should().NotBeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.GetMessages)]
    public async Task Cancelling_ends_the_wait_and_not_the_turn_of_a_send(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on);
        using CancellationTokenSource cancel = new();
        Func<Task> stream = async () =>
        {
            await foreach (TurnUpdate update in Talk.Updates(session, Prompts.Medium, null, cancel.Token))
            {
                if (update.Text is not null)
                {
                    await cancel.CancelAsync();
                }
            }
        };
        (await stream.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancel.Token);

        Session elsewhere = await Platform.NewClient().Sessions.GetAsync(session.Id);
        (await elsewhere.SendAsync("Say good bye.")).Text.Should().NotBeEmpty("the message waits for the running turn");
        Message first = (await session.GetMessagesAsync()).Answers().First();
        first.Info.Error.Should().BeNull();
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        first.Text.Should().EndWith("tok99 ");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Abort)]
    public async Task An_abandoned_turn_is_aborted_on_request(string harness)
    {
        Session session = await CreateSessionAsync(await Platform.HarnessAsync(harness));
        await foreach (TurnUpdate update in Talk.Updates(session, Prompts.Long, new() { AbortWhenAbandoned = true }))
        {
            if (update.Text is not null)
            {
                break;
            }
        }

        (await session.SendAsync("Say good bye.")).Text.Should().NotBeEmpty();
        Message first = (await session.GetMessagesAsync()).Answers().First();
        first.Info.Error!.IsAbort.Should().BeTrue();
    }
}

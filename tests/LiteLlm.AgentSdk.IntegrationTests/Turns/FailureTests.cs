namespace LiteLlm.AgentSdk.IntegrationTests.Turns;

/// <summary>Turns that fail.</summary>
public sealed class FailureTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Send)]
    public async Task A_failed_turn_is_an_exception_with_the_reply_and_the_next_turn_runs(string harness)
    {
        Harness on = await ScriptedAsync(harness);
        Session session = await CreateSessionAsync(on);
        Func<Task> send = () => session.SendAsync(Prompts.Fail);
        TurnFailedException exception = (await send.Should().ThrowAsync<TurnFailedException>()).Which;

        exception.Reply.Error!.Name.Should().NotBeEmpty();
        exception.Message.Should().Contain("400");
        exception.MayHaveTakenEffect.Should().BeTrue("the turn ran");
        (await session.SendAsync("Say good bye.")).Text.Should().Be("echo: Say good bye.");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.SendStreaming)]
    public async Task A_failed_stream_is_an_exception_and_the_next_message_is_answered(string harness)
    {
        Harness on = await ScriptedAsync(harness);
        Session session = await CreateSessionAsync(on);
        for (int i = 0; i < 3; i++)
        {
            Func<Task> stream = () => Talk.StreamAsync(session, Prompts.Fail);
            (await stream.Should().ThrowAsync<TurnFailedException>()).Which.Reply.IsError.Should().BeTrue();
            StreamedTurn next = await Talk.StreamAsync(session, $"Say the number {i}.");
            next.Reply.Text.Should().Be($"echo: Say the number {i}.", "a message right after a failure has an answer of its own");
        }

        (await session.GetMessagesAsync()).Questions().Should().HaveCount(6);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Send, Calls.SendStreaming)]
    public async Task A_failed_turn_is_a_reply_on_request(string harness)
    {
        Session session = await CreateSessionAsync(await ScriptedAsync(harness));
        SendOptions options = new() { ThrowOnFailure = false };
        Reply sent = await session.SendAsync(Prompts.Fail, options);
        Reply streamed = (await Talk.StreamAsync(session, Prompts.Fail, options)).Reply;
        sent.IsError.Should().BeTrue();
        streamed.IsError.Should().BeTrue();
        streamed.Error!.Name.Should().Be(sent.Error!.Name);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Send)]
    public async Task An_unknown_model_is_an_error_within_seconds(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Agent agent = await CreateAgentAsync(Harness.AgentOptions(on.Id, Platform.Name("unknown-model"), "unknown-acceptance-model"));
        Session session = await CreateSessionAsync(agent);
        Func<Task> send = () => session.SendAsync(Prompts.Hello);
        AgentPlatformException exception = (await send.Should().ThrowAsync<AgentPlatformException>()).Which;
        exception.Should().Match(static thrown => thrown is TurnFailedException || thrown is MessageNotDeliveredException
            || thrown is SendOutcomeUnknownException || thrown is AgentPlatformSandboxException);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.CreateSession)]
    public async Task A_failed_initial_prompt_is_reported(string harness)
    {
        Harness on = await ScriptedAsync(harness);
        Session session = await CreateSessionAsync(on, new() { InitialPrompt = Prompts.Fail });
        Func<Task> wait = () => session.WaitForInitialReplyAsync();
        await wait.Should().ThrowAsync<AgentPlatformException>();
        (await session.SendAsync("Say good bye.")).Text.Should().Be("echo: Say good bye.");
    }

    private async Task<Harness> ScriptedAsync(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Need.That(on.IsScripted, "a model that fails when it is converted to needs the scripted one");
        return on;
    }
}

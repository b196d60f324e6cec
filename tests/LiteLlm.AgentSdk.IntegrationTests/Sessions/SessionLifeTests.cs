namespace LiteLlm.AgentSdk.IntegrationTests.Sessions;

/// <summary>Sessions start, are found, and end.</summary>
public sealed class SessionLifeTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.CreateSession, Calls.GetSession, Calls.ListSessions)]
    public async Task A_session_starts_reports_its_progress_and_is_found(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        List<SessionProgress> progress = [];
        Session session = await CreateSessionAsync(on, new()
        {
            Title = Platform.Name("title"),
            EnvVars = new() { ["TICKET"] = "SHOP-17" },
            Progress = new Recording<SessionProgress>(progress),
        });

        session.Status.Should().Be(SessionStatus.Ready);
        session.HarnessSessionId.Should().NotBeNullOrEmpty();
        progress.Should().OnlyContain(step => step.SessionId == session.Id);
        progress.Should().BeInAscendingOrder(static step => step.Elapsed);
        Session again = await Client.Sessions.GetAsync(session.Id);
        again.AgentId.Should().Be(on.Agent.Id);
        again.HarnessSessionId.Should().Be(session.HarnessSessionId);
        (await on.Agent.ListSessionsAsync(new() { Limit = 200 }).ToListAsync()).Should().Contain(other => other.Id == session.Id);
        (await Client.Sessions.ListAsync(new() { Limit = 1, AgentId = on.Agent.Id }).ToListAsync())
            .Should().ContainSingle().Which.Id.Should().Be(session.Id, "it is the newest");
        (await on.Agent.GetSessionAsync(session.Id)).Status.Should().Be(SessionStatus.Ready);
        (await session.GetAgentAsync()).Id.Should().Be(on.Agent.Id);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.CreateSession)]
    public async Task A_session_can_be_awaited_later(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on, new() { WaitUntilReady = false });
        (await session.WaitUntilReadyAsync(new() { Timeout = TimeSpan.FromMinutes(5) })).Status.Should().Be(SessionStatus.Ready);
        (await session.SendAsync(Prompts.Hello)).Text.Should().NotBeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.CreateSession, Calls.GetSession)]
    public async Task An_initial_prompt_is_answered(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on, new() { InitialPrompt = "Say good morning." });
        Reply reply = await session.WaitForInitialReplyAsync();

        reply.Text.Should().NotBeEmpty();
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        reply.Text.Should().Be("echo: Say good morning.");
        (await session.GetMessagesAsync()).Questions().First().OwnText.Should().Be("Say good morning.");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.CreateSession)]
    public async Task An_initial_image_is_seen_if_the_harness_accepts_images(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        SessionCreateOptions options = new() { InitialPrompt = "Describe the image.", InitialAttachments = [Images.RedDot] };
        if (harness.StartsWith("opencode", StringComparison.Ordinal))
        {
            await CreateSessionAsync(on);
            Func<Task> create = () => CreateSessionAsync(on, options);
            (await create.Should().ThrowAsync<AgentPlatformValidationException>()).Which
                .ValidationErrors.Should().ContainSingle().Which.Path.Should().Be("initial_attachments");
            return;
        }

        Session session = await CreateSessionAsync(on, options);
        Reply reply;
        try
        {
            reply = await session.WaitForInitialReplyAsync();
        }
        catch (AgentPlatformException exception)
        {
            (await session.RefreshAsync()).FailureReason.Should().Contain("initial_prompt failed", "the platform says why");
            Need.GiveUp($"'{harness}' does not take the platform's images: {exception.Message}");
            throw;
        }

        reply.Text.Should().NotBeEmpty();
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        reply.Text.Should().EndWith("[images=1]");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.TerminateSession, Calls.GetSession)]
    public async Task An_ended_session_is_dead_and_has_no_stream(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on);
        await session.TerminateAsync();
        await session.TerminateAsync();

        (await Client.Sessions.GetAsync(session.Id)).Status.Should().Be(SessionStatus.Dead);
        Func<Task> stream = () => Talk.StreamAsync(session, Prompts.Hello);
        (await stream.Should().ThrowAsync<AgentPlatformException>()).Which.MayHaveTakenEffect.Should().BeFalse();
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Restart, Calls.GetMessages, Calls.Send)]
    public async Task A_restarted_session_continues_with_its_history(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on);
        await session.SendAsync("The word is swordfish.");
        string? before = session.HarnessSessionId;
        await session.RestartAsync();

        session.HarnessSessionId.Should().NotBe(before);
        Reply reply = await session.SendAsync("Say good night.");
        reply.Text.Should().NotBeEmpty();
        reply.IsError.Should().BeFalse();
        IReadOnlyList<Message> thread = await session.GetMessagesAsync();
        thread.Questions().Last().OwnText.Should().Be("Say good night.");
        reply.Messages[^1].Info.Id.Should().Be(thread[^1].Info.Id, "the reply is the answer to our message, not to the history");
        Need.That(thread.Questions().Count() > 1, "the platform had not stored the conversation yet, so nothing was replayed");
        thread[0].Text.Should().Contain("swordfish", "the history is one message, ours another");
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        reply.Text.Should().Be("echo: Say good night.");
    }

    /// <summary>Records reports synchronously.</summary>
    private sealed class Recording<T>(List<T> list) : IProgress<T>
    {
        public void Report(T value) => list.Add(value);
    }
}

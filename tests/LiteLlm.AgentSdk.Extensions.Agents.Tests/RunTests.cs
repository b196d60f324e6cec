namespace LiteLlm.AgentSdk.Extensions.Agents.Tests;

/// <summary>Runs of an agent: complete and streamed, with and without a session.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task Id_name_and_description_come_from_the_platform()
    {
        await using Lap lap = await Lap.StartAsync();

        foreach (AIAgent agent in (AIAgent[])[lap.Agent.AsAIAgent(), await lap.Client.GetAIAgentAsync(lap.Agent.Id)])
        {
            (agent.Id, agent.Name, agent.Description).Should().Be((lap.Agent.Id, "tested", "tested of a test"));
            agent.GetService<AIAgentMetadata>()!.ProviderName.Should().Be("litellm_agent_platform");
            agent.GetService<Agent>()!.Id.Should().Be(lap.Agent.Id);
        }

        AIAgent named = lap.Client.AsAIAgent(lap.Agent.Id, new() { Id = "other", Name = "n", Description = "d" });
        (named.Id, named.Name, named.Description).Should().Be(("other", "n", "d"));
    }

    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task Complete_and_streamed_runs_return_the_same(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        AIAgent agent = lap.Agent.AsAIAgent();
        AgentSession session = await agent.CreateSessionAsync();

        AgentResponse whole = await agent.RunAsync("THINK TOOL please", session);
        List<AgentResponseUpdate> updates = await agent.RunStreamingAsync("THINK TOOL please", session).ToListAsync();
        AgentResponse streamed = updates.ToAgentResponse();

        whole.Text.Should().NotBeEmpty().And.Be(streamed.Text);
        Kinds(streamed).Should().Equal(Kinds(whole));
        whole.Messages.Should().OnlyContain(m => m.AuthorName == "tested");
        updates.Should().OnlyContain(u => u.AuthorName == "tested" && u.AgentId == agent.Id);
        whole.Usage!.OutputTokenCount.Should().Be(streamed.Usage!.OutputTokenCount).And.BePositive();
        whole.RawRepresentation.Should().BeOfType<Reply>().Which.Messages.Should().HaveSameCount(whole.Messages);
        updates[^1].RawRepresentation.Should().BeOfType<TurnCompleted>();
        lap.Turns.Select(t => t.SessionId).Distinct().Should().Equal(((PlatformAgentSession)session).SessionId);

        static IEnumerable<string> Kinds(AgentResponse response) =>
            response.Messages.SelectMany(m => m.Contents).Select(c => c.GetType().Name).Where(n => n != nameof(UsageContent)).Order();
    }

    [Fact]
    public async Task Events_without_a_content_are_raw_representations()
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Agent.AsAIAgent();

        List<AgentResponseUpdate> updates = await agent.RunStreamingAsync("TOOL", await agent.CreateSessionAsync()).ToListAsync();

        updates.Skip(1).Should().OnlyContain(u => u.RawRepresentation is TurnUpdate);
        updates.Should().Contain(u => u.Contents.Count == 0 && u.RawRepresentation is TurnEvent);
    }

    [Fact]
    public async Task A_session_has_its_platform_id_before_anything_is_sent()
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Client.AsAIAgent(lap.Agent.Id);

        PlatformAgentSession session = (PlatformAgentSession)await agent.CreateSessionAsync();

        (await lap.Agent.GetSessionAsync(session.SessionId)).Status.Should().Be(SessionStatus.Ready);
        session.HasUnfinishedTurn.Should().BeFalse();
        session.GetService<Session>()!.Id.Should().Be(session.SessionId);
        lap.TurnsStarted.Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_without_a_session_leaves_none_behind(bool keep)
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Agent.AsAIAgent(new() { KeepSessionsOfSingleRuns = keep });

        (await agent.RunAsync("hello")).Text.Should().Be("echo: hello");

        Session session = await lap.Client.Sessions.GetAsync(lap.Turns[0].SessionId);
        session.Status.IsFinal.Should().Be(!keep);
    }

    [Fact]
    public async Task A_failed_turn_is_an_exception_that_names_its_session()
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Agent.AsAIAgent();
        PlatformAgentSession session = (PlatformAgentSession)await agent.CreateSessionAsync();

        TurnFailedException failed =
            (await agent.Invoking(a => a.RunAsync("FAIL 529", session)).Should().ThrowAsync<TurnFailedException>()).Which;

        failed.Data[AgentPlatformAIAgentExtensions.SessionIdKey].Should().Be(session.SessionId);
        session.HasUnfinishedTurn.Should().BeFalse("it has ended");
        (await agent.RunAsync("again", session)).Text.Should().Be("echo: again");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_a_run_ends_the_wait_and_not_the_turn(bool streamed)
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Agent.AsAIAgent();
        PlatformAgentSession session = (PlatformAgentSession)await agent.CreateSessionAsync();
        using CancellationTokenSource cancel = new();
        Task run = streamed
            ? agent.RunStreamingAsync("HOLD", session, cancellationToken: cancel.Token).ToListAsync()
            : agent.RunAsync("HOLD", session, cancellationToken: cancel.Token);
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(Lap.Patience);

        await cancel.CancelAsync();

        (await run.Awaiting(r => r.WaitAsync(Lap.Patience)).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(cancel.Token);
        session.HasUnfinishedTurn.Should().BeTrue();
        lap.Release();
        (await agent.RunAsync("next", session).WaitAsync(Lap.Patience))
            .Text.Should().Be("echo: next", "the caller has abandoned the other turn");
        lap.TurnsStarted.Should().Be(2);
    }

    [Fact]
    public async Task A_session_does_one_run_at_a_time()
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Agent.AsAIAgent();
        AgentSession session = await agent.CreateSessionAsync();
        Task<AgentResponse> first = agent.RunAsync("HOLD", session);
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(Lap.Patience);

        await agent.Invoking(a => a.RunAsync(session).WaitAsync(Lap.Patience))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*one run at a time*");

        lap.Release();
        (await first.WaitAsync(Lap.Patience)).Text.Should().Contain("HOLD");
    }

    [Fact]
    public async Task An_agent_is_a_function_of_another()
    {
        await using Lap lap = await Lap.StartAsync();
        AIFunction function = lap.Agent.AsAIAgent().AsAIFunction();

        object? result = await function.InvokeAsync(new() { ["query"] = "hello" });

        function.Name.Should().Be("tested");
        function.Description.Should().Be("tested of a test");
        result!.ToString().Should().Be("echo: hello");
        lap.TurnsStarted.Should().Be(1);
    }
}

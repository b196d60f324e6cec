namespace LiteLlm.AgentSdk.Extensions.Agents.Tests;

/// <summary>A serialized session resumes its turn in another process, and no second turn is started.</summary>
public sealed class ResumptionTests
{
    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task A_stream_continues_where_it_was_left(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        AIAgent agent = lap.Agent.AsAIAgent();
        (JsonElement saved, string before) = await CrashAsync(agent, "HOLD on", u => u.Text.Length > 0).WaitAsync(Lap.Patience);
        using AgentPlatformClient elsewhere = lap.CreateClient();
        AIAgent other = elsewhere.AsAIAgent(lap.Agent.Id);

        AgentSession session = await other.DeserializeSessionAsync(Reread(saved));
        lap.Release();
        List<AgentResponseUpdate> rest = await other.RunStreamingAsync(session).ToListAsync().WaitAsync(Lap.Patience);

        (before + string.Concat(rest.Select(u => u.Text))).Should().Be("begun echo: HOLD on");
        ((PlatformAgentSession)session).HasUnfinishedTurn.Should().BeFalse();
        lap.TurnsStarted.Should().Be(1);
        (await other.RunAsync("next", session).WaitAsync(Lap.Patience)).Text.Should().Be("echo: next");
        lap.Turns.Select(t => t.SessionId).Distinct().Should().ContainSingle();
        lap.SessionsCreated.Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_whole_response_is_complete_in_another_process(bool streamed)
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Agent.AsAIAgent();
        PlatformAgentSession session = (PlatformAgentSession)await agent.CreateSessionAsync();
        using CancellationTokenSource crash = new();
        Task run = agent.RunAsync("HOLD on", session, cancellationToken: crash.Token);
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(Lap.Patience);
        JsonElement saved = await agent.SerializeSessionAsync(session);
        await crash.CancelAsync();
        await run.Awaiting(r => r.WaitAsync(Lap.Patience)).Should().ThrowAsync<OperationCanceledException>();
        using AgentPlatformClient elsewhere = lap.CreateClient();
        AIAgent other = elsewhere.AsAIAgent(lap.Agent.Id);
        AgentSession restored = await other.DeserializeSessionAsync(Reread(saved));
        lap.Release();

        string text = streamed
            ? (await other.RunStreamingAsync(restored).ToAgentResponseAsync().WaitAsync(Lap.Patience)).Text
            : (await other.RunAsync(restored).WaitAsync(Lap.Patience)).Text;

        text.Should().Be("begun echo: HOLD on");
        lap.TurnsStarted.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task A_session_saved_before_the_message_was_sent_finds_its_turn(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        AIAgent agent = lap.Agent.AsAIAgent();
        PlatformAgentSession session = (PlatformAgentSession)await agent.CreateSessionAsync();
        JsonElement saved = default;
        await foreach (AgentResponseUpdate update in agent.RunStreamingAsync("hello", session))
        {
            if (saved.ValueKind == JsonValueKind.Undefined)
            {
                lap.TurnsStarted.Should().Be(0, "the first update is returned before anything is sent");
                saved = await agent.SerializeSessionAsync(session);
            }
        }

        using AgentPlatformClient elsewhere = lap.CreateClient();
        AIAgent other = elsewhere.AsAIAgent(lap.Agent.Id);
        PlatformAgentSession restored = (PlatformAgentSession)await other.DeserializeSessionAsync(Reread(saved));

        restored.HasUnfinishedTurn.Should().BeTrue();
        (await other.RunAsync(restored)).Text.Should().Be("echo: hello");
        lap.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task A_message_that_was_never_sent_is_reported()
    {
        await using Lap lap = await Lap.StartAsync();
        Clock clock = new();
        AIAgent agent = lap.Agent.AsAIAgent(new() { TimeProvider = clock });
        AgentSession session = await agent.CreateSessionAsync();
        JsonElement saved = default;
        await foreach (AgentResponseUpdate update in agent.RunStreamingAsync("hello", session))
        {
            saved = await agent.SerializeSessionAsync(session);
            break;
        }

        PlatformAgentSession restored = (PlatformAgentSession)await agent.DeserializeSessionAsync(Reread(saved));
        await agent.Invoking(a => a.RunAsync(restored))
            .Should().ThrowAsync<SendOutcomeUnknownException>().WithMessage("*may still arrive*");
        restored.HasUnfinishedTurn.Should().BeTrue();

        clock.Now += TimeSpan.FromMinutes(11);
        await agent.Invoking(a => a.RunAsync(restored)).Should().ThrowAsync<MessageNotDeliveredException>().WithMessage("*send it again*");

        (await agent.RunAsync("hello", restored)).Text.Should().Be("echo: hello");
        lap.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task A_restored_session_accepts_no_message_until_its_turn_is_resumed_or_abandoned()
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Agent.AsAIAgent();
        (JsonElement saved, _) = await CrashAsync(agent, "HOLD", u => u.Text.Length > 0).WaitAsync(Lap.Patience);
        PlatformAgentSession restored = (PlatformAgentSession)await agent.DeserializeSessionAsync(Reread(saved));

        (await agent.Invoking(a => a.RunAsync("HOLD", restored).WaitAsync(Lap.Patience))
            .Should().ThrowAsync<AgentPlatformValidationException>())
            .WithMessage("*run without messages to resume it*AbandonTurn*");
        lap.TurnsStarted.Should().Be(1);

        restored.AbandonTurn();
        lap.Release();
        (await agent.RunAsync("next", restored).WaitAsync(Lap.Patience)).Text.Should().Be("echo: next");
        lap.TurnsStarted.Should().Be(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_continuation_token_resumes_the_turn(bool streamed)
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Agent.AsAIAgent();
        AgentSession session = await agent.CreateSessionAsync();
        ResponseContinuationToken? token = null;
        if (streamed)
        {
            AgentRunOptions background = new() { AllowBackgroundResponses = true };
            token = await LeaveAsync(agent.RunStreamingAsync("HOLD on", session, background)).WaitAsync(Lap.Patience);
        }
        else
        {
            AgentResponse begun = await agent.RunAsync("HOLD on", session, new() { AllowBackgroundResponses = true })
                .WaitAsync(Lap.Patience);
            begun.Messages.Should().BeEmpty();
            token = begun.ContinuationToken;
        }

        token = ResponseContinuationToken.FromBytes(token!.ToBytes().ToArray());
        using AgentPlatformClient elsewhere = lap.CreateClient();
        AIAgent other = elsewhere.AsAIAgent(lap.Agent.Id);
        lap.Release();
        AgentRunOptions resume = new() { ContinuationToken = token };

        if (streamed)
        {
            List<AgentResponseUpdate> rest = await other.RunStreamingAsync(options: resume).ToListAsync().WaitAsync(Lap.Patience);
            string.Concat(rest.Select(u => u.Text)).Should().Be("echo: HOLD on", "the rest was returned before");
        }
        else
        {
            AgentResponse response = await other.RunAsync(options: resume).WaitAsync(Lap.Patience);
            (response.Text, response.ContinuationToken).Should().Be(("begun echo: HOLD on", null));
        }

        lap.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task State_that_others_keep_in_a_session_is_serialized_with_it()
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Agent.AsAIAgent();
        AgentSession session = await agent.CreateSessionAsync();
        session.StateBag.SetValue("key", "value");

        AgentSession restored = await agent.DeserializeSessionAsync(Reread(await agent.SerializeSessionAsync(session)));

        restored.StateBag.GetValue<string>("key").Should().Be("value");
        ((PlatformAgentSession)restored).SessionId.Should().Be(((PlatformAgentSession)session).SessionId);
        await agent.Invoking(a => a.DeserializeSessionAsync(JsonElement.Parse("{}")).AsTask()).Should().ThrowAsync<ArgumentException>();
    }

    /// <summary>Leaves a stream at its first text, and returns its token.</summary>
    private static async Task<ResponseContinuationToken?> LeaveAsync(IAsyncEnumerable<AgentResponseUpdate> updates)
    {
        await foreach (AgentResponseUpdate update in updates)
        {
            if (update.Text.Length > 0)
            {
                return update.ContinuationToken;
            }
        }

        throw new InvalidOperationException("The turn said nothing.");
    }

    /// <summary>Runs until an update, serializes the session, and stops.</summary>
    private static async Task<(JsonElement Saved, string Text)> CrashAsync(AIAgent agent, string text, Predicate<AgentResponseUpdate> at)
    {
        AgentSession session = await agent.CreateSessionAsync();
        string given = "";
        await foreach (AgentResponseUpdate update in agent.RunStreamingAsync(text, session))
        {
            given += update.Text;
            if (at(update))
            {
                return (await agent.SerializeSessionAsync(session), given);
            }
        }

        throw new InvalidOperationException("The turn ended before.");
    }

    // Parses the text as a file or a database returns it.
    private static JsonElement Reread(JsonElement saved) => JsonElement.Parse(JsonSerializer.Serialize(saved));

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>Streams that are lost in the middle of a turn are resumed. Data that can't be recovered is reported.</summary>
public sealed class HealedStreamTests
{
    public static TheoryData<string, string> Cuts()
    {
        TheoryData<string, string> rows = [];
        foreach (string harness in (string[])["claude-agent-sdk", "opencode"])
        {
            foreach (string fault in (string[])["cut", "clean end", "error frame"])
            {
                rows.Add(harness, fault);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_turn_continues_after_a_cut(string harness, string fault)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client, harness);
        lap.Faults.Add((fault switch
        {
            "cut" => Fault.CutAfterEvents(9),
            "clean end" => Fault.EndAfterEvents(9),
            _ => Fault.ErrorFrame(9),
        }).On("POST", "/message_stream"));

        List<TurnUpdate> updates = [];
        await foreach (TurnUpdate update in session.SendStreamingAsync("hold tools"))
        {
            updates.Add(update);
            if (update is TurnHealed)
            {
                scripts.Release();
            }
        }

        updates.Should().Contain(u => u is TurnReconnecting).And.Contain(u => u is TurnHealed);
        string.Concat(updates.Select(u => u.Text)).Should().Be("begun hold tools\ndone hold tools");
        updates.Should().NotContain(u => u is TurnPartReplaced);
        updates[^1].Should().BeOfType<TurnCompleted>().Which.Reply.IsPartial.Should().BeFalse();
        lap.Counters.TurnsStarted.Should().Be(1);
        await lap.WaitForOpenStreamsAsync(0);
    }

    [Fact]
    public async Task A_lost_sandbox_ends_the_turn_with_the_reason_and_the_received_text()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client);
        lap.Faults.Add(Fault.SandboxLost(12).On("POST", "/message_stream"));

        List<TurnUpdate> updates = [];
        StreamInterruptedException lost = await Assert.ThrowsAsync<StreamInterruptedException>(async () =>
        {
            await foreach (TurnUpdate update in session.SendStreamingAsync("hold"))
            {
                updates.Add(update);
            }
        });

        lost.Message.Should().Contain("dead");
        lost.PartialReply!.Text.Should().Be(string.Concat(updates.Select(u => u.Text)));
        lap.Counters.TurnsStarted.Should().Be(1);
        scripts.Release();
    }

    [Fact]
    public async Task A_cut_throws_when_healing_is_disabled()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.Healing.Enabled = false);
        Session session = await Scripts.SessionAsync(client);
        lap.Faults.Add(Fault.CutAfterEvents(9).On("POST", "/message_stream"));

        StreamInterruptedException failure =
            await Assert.ThrowsAsync<StreamInterruptedException>(() => LostAnswerTests.ToListAsync(session.SendStreamingAsync("x")));

        failure.SessionId.Should().Be(session.Id);
        failure.Delivery.Should().Be(Delivery.Delivered);
        failure.MayHaveTakenEffect.Should().BeTrue();
        failure.Checkpoint!.UserMessageId.Should().NotBeEmpty();
        "begun x\ndone x".Should().StartWith(failure.PartialReply!.Text);
    }

    [Fact]
    public async Task The_end_of_another_turn_does_not_end_ours()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        using AgentPlatformClient other = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client);
        Session theirs = await other.Sessions.GetAsync(session.Id);

        (Reply ours, Reply between) = await scripts.SendBetweenAsync(session, theirs);

        between.Text.Should().Contain("done quick theirs");
        ours.Text.Should().Contain("begun hold ours").And.Contain("done hold ours").And.NotContain("theirs");
        ours.Messages.Should().ContainSingle();
        lap.Counters.TurnsStarted.Should().Be(2);
    }

    [Fact]
    public async Task A_checkpoint_is_never_ahead_of_the_current_update()
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        using AgentPlatformClient elsewhere = lap.CreateClient(LostAnswerTests.Quick);
        Agent agent = await client.Agents.CreateAsync(new() { Model = "m", HarnessId = HarnessId.ClaudeAgentSdk });
        int stops = 0;
        for (bool wasLast = false; !wasLast; stops++)
        {
            // The stream brings the user message and breaks. Everything else comes from one reading of the thread.
            Session session = await agent.CreateSessionAsync();
            lap.Faults.Clear().Add(Fault.CutAfterEvents(6).On("POST", "/message_stream"));
            List<string> given = [];
            TurnCheckpoint? token = null;
            wasLast = true;
            await foreach (TurnUpdate update in session.SendStreamingAsync("tools"))
            {
                if (Content(update) is { } content && update.CreateCheckpoint() is { } here)
                {
                    given.Add(content);
                    if (given.Count > stops)
                    {
                        token = here;
                        wasLast = false;
                        break;
                    }
                }
            }

            if (token is not null)
            {
                await foreach (TurnUpdate update in elsewhere.ResumeTurnAsync(token))
                {
                    given.AddRange(Content(update) is { } content ? [content] : []);
                }
            }

            given.Should().Equal("looking", "started bash", "finished bash", "begun tools", "done tools");
        }

        stops.Should().Be(6, "it was stopped at each of the five, and once not at all");

        static string? Content(TurnUpdate update) => update switch
        {
            TurnTextDelta text => text.Delta,
            TurnToolStarted { Tool: var tool } => $"started {tool.Tool}",
            TurnToolFinished { Tool: var tool } => $"finished {tool.Tool}",
            _ => null,
        };
    }

    [Fact]
    public async Task A_checkpoint_lets_another_process_resume()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client);
        string first = "";
        TurnCheckpoint? token = null;
        await foreach (TurnUpdate update in session.SendStreamingAsync("hold tools"))
        {
            first += update.Text;
            if (first == "begun hold tools")
            {
                token = update.CreateCheckpoint();
                break;
            }
        }

        token = TurnCheckpoint.Parse(token!.ToString());
        token.SessionId.Should().Be(session.Id);
        using AgentPlatformClient elsewhere = lap.CreateClient(LostAnswerTests.Quick);
        List<TurnUpdate> rest = [];
        await foreach (TurnUpdate update in elsewhere.ResumeTurnAsync(token))
        {
            rest.Add(update);
            if (update is TurnHealed)
            {
                scripts.Release();
            }
        }

        (first + string.Concat(rest.Select(u => u.Text))).Should().Be("begun hold tools\ndone hold tools");
        rest[^1].Should().BeOfType<TurnCompleted>().Which.Reply.Text.Should().Contain("done hold tools");
        lap.Counters.TurnsStarted.Should().Be(1);
        token.ToString().Length.Should().BeLessThan(1000);
        Assert.Throws<FormatException>(() => TurnCheckpoint.Parse("{}"));
        Assert.Throws<FormatException>(() => TurnCheckpoint.Parse("nonsense"));
    }

    [Fact]
    public async Task The_first_turn_on_an_inline_harness_includes_the_agents_prompt()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client, HarnessId.OpenCodeBrainInline);

        List<TurnUpdate> first = await LostAnswerTests.ToListAsync(session.SendStreamingAsync("tools one"));
        lap.Counters.RequestsTo("POST", "/message").Should().Be(1, "only the blocking call puts the agent's prompt ahead");
        List<TurnUpdate> second = await LostAnswerTests.ToListAsync(session.SendStreamingAsync("tools two"));

        lap.Counters.RequestsTo("POST", "/message_stream").Should().Be(1);
        foreach ((List<TurnUpdate> updates, string text) in ((List<TurnUpdate>, string)[])[(first, "tools one"), (second, "tools two")])
        {
            string.Concat(updates.Select(u => u.Text)).Should().Be($"looking\nbegun {text}\ndone {text}");
            updates.Should().ContainSingle(u => u is TurnToolFinished);
            updates[^1].Should().BeOfType<TurnCompleted>().Which.Reply.Parts.OfType<ToolPart>().Should().ContainSingle();
        }

        Session again = await client.Sessions.GetAsync((await Scripts.SessionAsync(client, HarnessId.OpenCodeBrainInline)).Id);
        await LostAnswerTests.ToListAsync(again.SendStreamingAsync("three"));
        lap.Counters.RequestsTo("POST", "/message").Should().Be(2, "a session that was found by its id asks its agent for the harness");
        lap.Counters.TurnsStarted.Should().Be(3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_first_turn_that_the_platform_ran_again_ends_with_the_reply_of_the_response(bool lost)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client, HarnessId.OpenCodeBrainInline);
        lap.Faults.Add((lost ? Fault.SandboxLost(14) : Fault.HarnessConnectionBroken(14)).On("POST", "/message"));

        List<TurnUpdate> updates = await LostAnswerTests.ToListAsync(session.SendStreamingAsync("tools"));

        Reply reply = ((TurnCompleted)updates[^1]).Reply;
        reply.Text.Should().Be("looking\nbegun tools\ndone tools");
        reply.Parts.OfType<ToolPart>().Should().ContainSingle();
        reply.IsPartial.Should().BeFalse();
        reply.DuplicatedByPlatform.Should().Be(!lost, "a run that went with its sandbox left nothing behind");
    }

    [Fact]
    public async Task A_long_turn_is_sent_over_the_streaming_route()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client);

        Reply reply = await session.SendAsync("tools", new SendOptions { LongRunning = true });

        reply.Text.Should().Contain("done tools");
        lap.Counters.RequestsTo("POST", "/message_stream").Should().Be(1);
        lap.Counters.RequestsTo("POST", "/message").Should().Be(0);
    }

    [Fact]
    public async Task A_turn_that_is_not_assembled_ends_with_message_infos_only()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client);

        List<TurnUpdate> updates =
            await LostAnswerTests.ToListAsync(session.SendStreamingAsync("tools", new SendOptions { AssembleReply = false }));

        string.Concat(updates.Select(u => u.Text)).Should().Be("looking\nbegun tools\ndone tools");
        Reply reply = ((TurnCompleted)updates[^1]).Reply;
        reply.Parts.Should().BeEmpty();
        reply.Info!.Time!.Completed.Should().NotBeNull();
        reply.IsPartial.Should().BeFalse();
    }

    [Fact]
    public async Task An_event_without_end_is_a_protocol_error()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(new() { Script = Endless });
        using AgentPlatformClient client = lap.CreateClient(options => options.MaxEventBytes = 4096);
        Session session = await Scripts.SessionAsync(client);

        AgentPlatformException e =
            await Assert.ThrowsAsync<AgentPlatformException>(() => LostAnswerTests.ToListAsync(session.SendStreamingAsync("x")));

        e.Message.Should().Contain("MaxEventBytes");
        e.MayHaveTakenEffect.Should().BeTrue("a turn was started");
    }

    [Fact]
    public async Task Following_continues_over_turns_and_connections_until_the_session_ends()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client);
        lap.Faults.Add(Fault.EndAfterEvents(4).On("GET", "/stream"));
        int turns = 0;
        int connections = 0;
        Task<Reply>? send = null;
        StreamInterruptedException ended = await Assert.ThrowsAsync<StreamInterruptedException>(async () =>
        {
            await foreach (SessionEvent value in session.FollowAsync())
            {
                if (value is ServerConnectedEvent && ++connections <= 2)
                {
                    // The first connection ends in the middle of the first turn. The second connection delivers the whole second turn.
                    send = Next(send, session, $"turn {connections}");
                }

                if (value is SessionIdleEvent && value.IsTurnEnd)
                {
                    turns++;
                    if (send!.Result.Text.Contains("turn 2", StringComparison.Ordinal))
                    {
                        lap.EndSession(session.Id);
                        lap.KillSandbox(session.Id);
                    }
                }
            }
        });

        connections.Should().BeGreaterThanOrEqualTo(2);
        turns.Should().BeGreaterThanOrEqualTo(1);
        ended.Message.Should().Contain("dead");
    }

    private static async Task<Reply> Next(Task<Reply>? before, Session session, string text)
    {
        if (before is not null)
        {
            await before;
        }

        return await session.SendAsync(text);
    }

    private static async IAsyncEnumerable<TurnStep> Endless(LocalTurn turn)
    {
        await Task.CompletedTask;
        yield return TurnStep.Tool("cat", "{}", new string('x', 20_000));
    }
}

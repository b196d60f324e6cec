using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Tests.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Sessions;

public class SessionTests
{
    public static readonly TheoryData<string> Harnesses = new("claude-agent-sdk", "opencode");

    private readonly Scripts _scripts = new();

    [Fact]
    public async Task Every_phase_on_the_way_to_ready_is_reported_once()
    {
        // The platform's clock moves only here, so each phase is seen before the next phase begins.
        ManualTimeProvider platformTime = new();
        await using LocalAgentPlatform lap = await _scripts.StartAsync(options =>
        {
            options.TimeProvider = platformTime;
            options.StartupPhases.Add(new StartupPhase("creating_sandbox", TimeSpan.FromSeconds(1)));
            options.StartupPhases.Add(new StartupPhase("pod_running", TimeSpan.FromSeconds(1), "pulling the image"));
            options.StartupPhases.Add(new StartupPhase("somethingNew", TimeSpan.FromSeconds(1)));
        });
        using AgentPlatformClient client = lap.CreateClient(options => options.TimeProvider = new FastTime());
        Reports reports = Reports.Moving(platformTime, TimeSpan.FromSeconds(1));

        Session session = await Scripts.SessionAsync(client, options: new() { Progress = reports });

        session.Status.Should().Be(SessionStatus.Ready);
        reports.All.Select(r => r.Phase?.Value).Where(p => p is not null and not "ready").Should().ContainInOrder("creating_sandbox",
            "pod_running", "somethingNew").And.OnlyHaveUniqueItems();
        reports.All.Should().OnlyContain(r => r.SessionId == session.Id);
        reports.All.Single(r => r.Phase?.Value == "pod_running").PhaseDetail.Should().Be("pulling the image");
        reports.All[^1].Status.Should().Be(SessionStatus.Ready);
        reports.All.Select(r => r.Elapsed).Should().BeInAscendingOrder();
        reports.All[^1].Elapsed.Should().BePositive();
    }

    [Fact]
    public async Task A_session_leads_to_its_agent_and_to_its_platform()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client);

        Agent agent = await session.GetAgentAsync();

        agent.Id.Should().Be(session.AgentId);
        agent.Model.Should().Be("m");
        new[] { session.PlatformUrl, agent.PlatformUrl, client.PlatformUrl }.Should().AllBeEquivalentTo(lap.BaseUrl);
    }

    [Fact]
    public async Task A_start_that_fails_reports_the_reason_and_the_phase()
    {
        ManualTimeProvider platformTime = new();
        await using LocalAgentPlatform lap = await _scripts.StartAsync(options =>
        {
            options.TimeProvider = platformTime;
            options.StartupPhases.Add(new StartupPhase("pod_pending", TimeSpan.FromSeconds(1)));
            options.StartupFailure = "no nodes left";
        });
        using AgentPlatformClient client = lap.CreateClient(options => options.TimeProvider = new FastTime());

        SessionFailedException failure = await Assert.ThrowsAsync<SessionFailedException>(() =>
            Scripts.SessionAsync(client, options: new() { Progress = Reports.Moving(platformTime, TimeSpan.FromSeconds(1)) }));

        failure.FailureReason.Should().Be("no nodes left");
        failure.Status.Should().Be(SessionStatus.Failed);
        failure.LastPhase.Should().Be(new SessionPhase("pod_pending"));
        failure.Session!.Id.Should().NotBeEmpty();
        failure.Message.Should().Contain("no nodes left").And.Contain("pod_pending");
    }

    [Fact]
    public async Task A_start_that_takes_too_long_throws_with_the_session()
    {
        await using LocalAgentPlatform lap =
            await _scripts.StartAsync(options => options.StartupPhases.Add(new StartupPhase("pod_pending", TimeSpan.FromHours(1))));
        using AgentPlatformClient client = lap.CreateClient(options => options.TimeProvider = new FastTime());

        AgentPlatformTimeoutException failure =
            await Assert.ThrowsAsync<AgentPlatformTimeoutException>(() =>
            Scripts.SessionAsync(client, options: new() { ReadyTimeout = TimeSpan.FromSeconds(5) }));

        failure.Limit.Should().Be("ReadyTimeout");
        failure.IsTransient.Should().BeTrue();
        lap.GetStatus(failure.Session!.Id).Should().Be("creating");
        await failure.Session.TerminateAsync();
        lap.GetStatus(failure.Session.Id).Should().Be("dead");
    }

    [Fact]
    public async Task Waiting_can_begin_later_and_survives_errors_of_the_platform()
    {
        ManualTimeProvider platformTime = new();
        await using LocalAgentPlatform lap = await _scripts.StartAsync(options =>
        {
            options.TimeProvider = platformTime;
            options.StartupPhases.Add(new StartupPhase("pod_pending", TimeSpan.FromSeconds(1)));
        });
        using AgentPlatformClient client =
            lap.CreateClient(options => (options.TimeProvider, options.Retry.MaxRetries) = (new FastTime(), 0));
        Session session = await Scripts.SessionAsync(client, options: new() { WaitUntilReady = false });
        session.Status.Should().Be(SessionStatus.Creating);
        lap.Faults.Add(Fault.Status(503).On("GET").Times(2)).Add(Fault.Abort().On("GET"));

        Session ready = await session.WaitUntilReadyAsync(new() { Progress = Reports.Moving(platformTime, TimeSpan.FromSeconds(1)) });

        ready.Should().BeSameAs(session);
        session.Status.Should().Be(SessionStatus.Ready);
        lap.Faults.Fired.Should().Be(3);
    }

    [Theory]
    [MemberData(nameof(Harnesses))]
    public async Task The_reply_to_the_initial_prompt_can_be_waited_for_more_than_once(string harness)
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.TimeProvider = new FastTime());
        Session session = await Scripts.SessionAsync(client, harness, new() { InitialPrompt = "hello" });

        Reply reply = await session.WaitForInitialReplyAsync();

        reply.Text.Should().Contain("done hello");
        (await session.WaitForInitialReplyAsync()).Text.Should().Be(reply.Text);
        (await (await client.Sessions.GetAsync(session.Id)).WaitForInitialReplyAsync()).Text.Should().Be(reply.Text);
        (await (await client.Sessions.ListAsync().ToListAsync()).Single().WaitForInitialReplyAsync()).Text.Should().Be(reply.Text);
    }

    [Fact]
    public async Task An_initial_prompt_that_fails_is_a_failed_turn()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.TimeProvider = new FastTime());
        Session session = await Scripts.SessionAsync(client, options: new() { InitialPrompt = "fail" });

        TurnFailedException failure = await Assert.ThrowsAsync<TurnFailedException>(() => session.WaitForInitialReplyAsync());

        failure.Reply.IsError.Should().BeTrue();
        failure.Message.Should().Contain("out of credit");
    }

    [Fact]
    public async Task An_initial_prompt_that_could_not_be_run_is_a_failed_session()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(
            Respond.Json("""{"id":"s1","agent_id":"a1","status":"ready","failure_reason":"initial_prompt failed: fetch failed"}"""));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        Session session = await Clients.AgentOf(client).CreateSessionAsync(new() { InitialPrompt = "x" });

        (await Assert.ThrowsAsync<SessionFailedException>(() =>
            session.WaitForInitialReplyAsync())).FailureReason.Should().Be("initial_prompt failed: fetch failed");
    }

    [Fact]
    public async Task Without_an_initial_prompt_there_is_nothing_to_wait_for()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client);

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.WaitForInitialReplyAsync());
        Session again = await client.Sessions.GetAsync(session.Id);
        await Assert.ThrowsAsync<InvalidOperationException>(() => again.WaitForInitialReplyAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_waits_for_the_initial_prompt_that_still_runs(bool byId)
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.TimeProvider = new FastTime());
        Session session = await Scripts.SessionAsync(client, options: new() { InitialPrompt = "hold first" });
        await lap.WaitForTurnsStartedAsync(1);
        session = byId ? await client.Sessions.GetAsync(session.Id) : session;
        int before = lap.ReceivedRequests.Count;

        Task<Reply> second = session.SendAsync("second");
        await lap.WaitForRequestsAsync(before + 10);
        lap.Counters.RequestsTo("POST", "/message").Should().Be(0);
        _scripts.Release();
        await second;

        _scripts.Order.Should().Equal("hold first", "second");
    }

    [Fact]
    public async Task A_message_does_not_wait_for_the_initial_prompt_on_request()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, options: new() { InitialPrompt = "hold first" });
        await lap.WaitForTurnsStartedAsync(1);

        Reply reply = await session.SendAsync("second", new() { WaitForInitialReply = false });

        reply.Text.Should().Contain("done second");
        lap.Counters.TurnsEnded.Should().Be(1, "the first still runs");
        _scripts.Release();
    }

    [Theory]
    [MemberData(nameof(Harnesses))]
    public async Task A_running_turn_can_be_aborted(string harness)
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, harness);

        Task<Reply> blocking = session.SendAsync("hold");
        await lap.WaitForTurnsStartedAsync(1);
        await session.AbortAsync();
        TurnFailedException failure = await Assert.ThrowsAsync<TurnFailedException>(() => blocking);
        Task<List<TurnUpdate>> streaming = session.SendStreamingAsync("hold again", new() { ThrowOnFailure = false }).ToListAsync();
        await lap.WaitForTurnsStartedAsync(2);
        await session.AbortAsync();
        Reply streamed = ((TurnCompleted)(await streaming)[^1]).Reply;
        await session.AbortAsync();

        failure.Reply.IsAborted.Should().BeTrue();
        failure.Message.Should().Contain("was aborted");
        streamed.IsAborted.Should().BeTrue();
        streamed.IsError.Should().BeTrue();
    }

    [Fact]
    public async Task A_session_that_was_idle_for_too_long_accepts_a_blocking_message_but_no_streamed_message()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client);
        await session.SendAsync("first");
        lap.EndSession(session.Id);

        await Assert.ThrowsAsync<AgentPlatformConflictException>(() => session.SendStreamingAsync("streamed").ToListAsync());
        (await session.SendAsync("second")).Text.Should().Contain("done second");
        lap.EndSession(session.Id);
        await session.RestartAsync();
        ((TurnCompleted)(await session.SendStreamingAsync("third").ToListAsync())[^1]).Reply.Text.Should().Contain("done third");

        _scripts.Order.Should().NotContain("streamed");
    }

    [Theory]
    [MemberData(nameof(Harnesses))]
    public async Task A_blocking_reply_has_the_tools_of_the_whole_turn(string harness)
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, harness);

        Reply reply = await session.SendAsync("tools please");
        Reply streamed = ((TurnCompleted)(await session.SendStreamingAsync("tools please").ToListAsync())[^1]).Reply;

        foreach (Reply each in new[] { reply, streamed })
        {
            each.Parts.OfType<ToolPart>().Should().ContainSingle().Which.State.Status.Should().Be(ToolStatus.Completed, each == reply
                ? "blocking" : "streamed");
            each.Parts.OfType<TextPart>().Select(p => p.Text).Should().ContainInOrder("looking", "begun tools please", "done tools please");
            each.Text.Should().Be("looking\nbegun tools please\ndone tools please");
        }

        reply.Messages.Should().HaveCount(streamed.Messages.Count);
    }

    [Fact]
    public async Task A_failed_turn_throws_unless_the_caller_opts_out()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client);

        TurnFailedException failure = await Assert.ThrowsAsync<TurnFailedException>(() => session.SendAsync("fail"));
        Reply reply = await session.SendAsync("fail", new() { ThrowOnFailure = false });

        failure.Reply.Error!.Name.Should().Be("SDKError");
        failure.ErrorMessage.Should().Contain("out of credit");
        failure.MayHaveTakenEffect.Should().BeTrue();
        reply.IsError.Should().BeTrue();
        reply.IsAborted.Should().BeFalse();
        client.Transport.Gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_restart_keeps_the_session_and_changes_the_harness()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client);
        await session.SendAsync("one");
        await session.RefreshAsync();
        string? before = session.HarnessSessionId;

        Session restarted = await session.RestartAsync();

        restarted.Should().BeSameAs(session);
        session.HarnessSessionId.Should().NotBe(before);
        session.Status.Should().Be(SessionStatus.Ready);
        (await session.SendAsync("two")).Text.Should().Contain("done two");
        (await session.GetMessagesAsync()).Should().NotBeEmpty();
        (await session.GetLogAsync()).Should().Contain(entry => entry.Kind == LogEntryKind.Recovered);
    }

    [Fact]
    public async Task Ending_a_session_twice_succeeds_and_ending_an_unknown_session_fails()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client);

        await session.TerminateAsync();
        await session.TerminateAsync();
        await client.Sessions.TerminateAsync(session.Id);

        lap.GetStatus(session.Id).Should().Be("dead");
        (await session.RefreshAsync()).Status.Should().Be(SessionStatus.Dead);
        await Assert.ThrowsAsync<AgentPlatformNotFoundException>(() => client.Sessions.TerminateAsync(Guid.NewGuid().ToString()));
        await Assert.ThrowsAsync<AgentPlatformNotFoundException>(() => client.Sessions.GetAsync(Guid.NewGuid().ToString()));
    }

    [Fact]
    public async Task A_text_can_be_set_in_one_place_only()
    {
        using AgentPlatformClient client = Clients.For(Clients.Nowhere());
        Session session = Clients.SessionOf(client);

        await Assert.ThrowsAsync<ArgumentException>(() => session.SendAsync("a", new() { Text = "b" }));
        await Assert.ThrowsAsync<ArgumentNullException>(() => session.SendAsync((string)null!));
        Assert.Throws<ArgumentException>(() => session.SendStreamingAsync("a", new() { Text = "b" }));
    }
}

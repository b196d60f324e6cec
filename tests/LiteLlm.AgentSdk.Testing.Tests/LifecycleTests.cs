using System.Net;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

public sealed class LifecycleTests
{
    [Fact]
    public async Task A_session_goes_through_its_phases_by_the_clock()
    {
        var time = new ManualTime();
        await using Caller caller = await Caller.StartAsync(configure: options =>
        {
            options.TimeProvider = time;
            options.StartupPhases.Add(new("creating_sandbox", TimeSpan.FromSeconds(5)));
            options.StartupPhases.Add(new("installing_deps", TimeSpan.FromSeconds(10), "pip"));
        });
        string session = await CreateAsync(caller, """{"initial_prompt":"hi"}""");
        await time.WhenTimersAsync(1);
        (await caller.GetAsync(session)).GetProperty("phase").GetString().Should().Be("creating_sandbox");
        (await caller.SendAsync("GET", $"{Caller.Sessions}/{session}/events")).Body
            .Should().Be("""{"error":"session not ready, status=creating"}""");
        (await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/message", """{"text":"x"}""")).Body
            .Should().Be($$"""{"error":"session {{session}} not found or not ready"}""");
        (await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/restart")).Status.Should().Be(HttpStatusCode.Conflict);
        (await caller.ThreadAsync(session)).Should().BeEmpty();

        time.Advance(TimeSpan.FromSeconds(5));
        await time.WhenTimersAsync(1);
        JsonElement installing = await caller.GetAsync(session);
        installing.GetProperty("phase").GetString().Should().Be("installing_deps");
        installing.GetProperty("phase_detail").GetString().Should().Be("pip");

        time.Advance(TimeSpan.FromSeconds(10));
        await caller.Lap.WaitForTurnsEndedAsync(1).WaitAsync(Caller.Patience);
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        JsonElement ready = await caller.GetAsync(session);
        ready.GetProperty("status").GetString().Should().Be("ready");
        ready.GetProperty("response").GetProperty("parts")[0].GetProperty("text").GetString().Should().Be("echo: hi");
    }

    [Fact]
    public async Task A_session_can_fail_to_start()
    {
        await using Caller caller = await Caller.StartAsync(configure: options => options.StartupFailure = "image not found");
        string session = await CreateAsync(caller);
        await caller.Lap.WaitForStatusAsync(session, "failed").WaitAsync(Caller.Patience);
        (await caller.GetAsync(session)).GetProperty("failure_reason").GetString().Should().Be("image not found");
    }

    [Fact]
    public async Task A_stream_waits_a_minute_for_readiness_and_reports_a_dead_session()
    {
        var time = new ManualTime();
        await using Caller caller = await Caller.StartAsync(configure: options =>
        {
            options.TimeProvider = time;
            options.StartupPhases.Add(new(null, TimeSpan.FromHours(1)));
        });
        string session = await CreateAsync(caller);
        await time.WhenTimersAsync(1);
        var late = caller.SendAsync("GET", $"{Caller.Sessions}/{session}/stream");
        await time.WhenTimersAsync(2);
        time.Advance(TimeSpan.FromSeconds(60));
        (await late).Body.Should().Be($$"""{"error":"session {{session}} not ready within 60s"}""");
        (await late).Status.Should().Be(HttpStatusCode.GatewayTimeout);

        var deleted = caller.SendAsync("GET", $"{Caller.Sessions}/{session}/stream");
        await time.WhenTimersAsync(2);
        await caller.JsonAsync("DELETE", $"{Caller.Sessions}/{session}");
        (await deleted).Body.Should().Be($$"""{"error":"session {{session}} is dead"}""");
        (await deleted).Status.Should().Be(HttpStatusCode.Gone);
    }

    [Theory]
    [InlineData(false, "dead")]
    [InlineData(true, "ready")]
    public async Task Deleting_while_creating_is_final_or_not(bool comesBack, string status)
    {
        var time = new ManualTime();
        await using Caller caller = await Caller.StartAsync(configure: options =>
        {
            options.TimeProvider = time;
            options.DeletedWhileCreatingComesBack = comesBack;
            options.StartupPhases.Add(new("pod_pending", TimeSpan.FromSeconds(1)));
        });
        string session = await CreateAsync(caller);
        await time.WhenTimersAsync(1);
        (await caller.JsonAsync("DELETE", $"{Caller.Sessions}/{session}")).GetProperty("status").GetString().Should().Be("deleted");
        (await caller.JsonAsync("DELETE", $"{Caller.Sessions}/{session}")).GetProperty("status").GetString().Should().Be("dead");
        time.Advance(TimeSpan.FromSeconds(1));
        await caller.Lap.WaitForStatusAsync(session, status).WaitAsync(Caller.Patience);
    }

    [Fact]
    public async Task An_idle_session_dies_and_a_message_restores_it_with_its_history()
    {
        var time = new ManualTime();
        await using Caller caller = await Caller.StartAsync(configure: options => options.TimeProvider = time);
        string session = await caller.SessionAsync();
        await caller.MessageAsync(session, "before");
        await caller.Lap.WaitForIdleAsync(session);
        string? old = (await caller.GetAsync(session)).GetProperty("harness_session_id").GetString();
        time.Advance(TimeSpan.FromMinutes(16));
        caller.Lap.GetStatus(session).Should().Be("dead");
        (await caller.ThreadAsync(session)).Should().HaveCount(2, "the stored thread is served");

        (await caller.MessageAsync(session, "after")).GetProperty("parts")[0].GetProperty("text").GetString().Should().Be("echo: after");

        JsonElement revived = await caller.GetAsync(session);
        revived.GetProperty("status").GetString().Should().Be("ready");
        revived.GetProperty("harness_session_id").GetString().Should().NotBe(old);
        JsonElement[] thread = await caller.ThreadAsync(session);
        thread.Should().HaveCount(4);
        Text(thread[0]).Should().StartWith("<previous_session_history>\n<msgs>\n[\n  {\n    \"info\"").And.Contain("echo: before");
        Text(thread[2]).Should().StartWith("[SYSTEM: Your LAP session_id is").And.EndWith("Now respond to the request below.\n\nafter");
        caller.Lap.Counters.TurnsStartedIn(session).Should().Be(3, "the replay is a turn");
    }

    [Fact]
    public async Task A_deleted_session_accepts_nothing_until_it_is_restarted()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        await caller.MessageAsync(session, "one");
        await caller.JsonAsync("DELETE", $"{Caller.Sessions}/{session}");
        (await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/message", """{"text":"x"}""")).Status
            .Should().Be(HttpStatusCode.NotFound);
        (await caller.SendAsync("GET", $"{Caller.Sessions}/{session}/events")).Status.Should().Be(HttpStatusCode.Conflict);
        (await caller.SendAsync("GET", $"{Caller.Sessions}/{session}/stream")).Status.Should().Be(HttpStatusCode.Gone);
        (await caller.ThreadAsync(session)).Should().HaveCount(2);

        JsonElement restarted = await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/restart");

        restarted.GetProperty("status").GetString().Should().Be("ready");
        restarted.GetProperty("response").GetProperty("parts")[0].GetProperty("text").GetString()
            .Should().StartWith("echo: <previous_session_history>");
        (await caller.MessageAsync(session, "two")).GetProperty("parts")[0].GetProperty("text").GetString().Should().Be("echo: two");
    }

    [Fact]
    public async Task A_session_of_a_deleted_agent_only_accepts_messages()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        string? agent = (await caller.GetAsync(session)).GetProperty("agent_id").GetString();
        (await caller.SendAsync("DELETE", $"{Caller.Agents}/{agent}")).Status.Should().Be(HttpStatusCode.NoContent);
        (await caller.SendAsync("GET", $"{Caller.Sessions}/{session}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await caller.MessageAsync(session, "orphan")).GetProperty("parts")[0].GetProperty("text").GetString().Should().Be("echo: orphan");
    }

    [Fact]
    public async Task An_initial_prompt_with_an_image_fails_on_opencode()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync(
            "opencode", """{"initial_prompt":"look","initial_attachments":[{"mime_type":"image/png","base64":"eA=="}]}""");
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        JsonElement failed = await caller.GetAsync(session);
        failed.GetProperty("status").GetString().Should().Be("ready");
        failed.GetProperty("failure_reason").GetString().Should().StartWith("initial_prompt failed: harness request failed: POST ")
            .And.Contain("400 Bad Request");
    }

    [Fact]
    public async Task Agents_are_listed_sorted_searched_and_paged()
    {
        await using Caller caller = await Caller.StartAsync();
        foreach (string name in new[] { "beta", "alpha", "gamma" })
        {
            await caller.AgentAsync(more: $",\"name\":\"{name}\",\"requirements\":\"x==1\",\"env_vars\":{{\"LONGER\":\"1\",\"B\":\"2\"}}");
        }

        JsonElement page = await caller.JsonAsync("GET", $"{Caller.Agents}?sort=name&order=asc&limit=2&offset=1");
        page.GetProperty("data").EnumerateArray().Select(agent => agent.GetProperty("name").GetString()).Should().Equal("beta", "gamma");
        page.GetProperty("total").GetInt32().Should().Be(3);
        JsonElement found = await caller.JsonAsync("GET", $"{Caller.Agents}?search=ALPH&limit=9999");
        found.GetProperty("limit").GetInt32().Should().Be(200);
        JsonElement agent = found.GetProperty("data")[0];
        agent.GetProperty("env_vars").GetRawText().Should().Be("""{"B":"2","LONGER":"1","AGENT_REQUIREMENTS":"x==1"}""");
        agent.GetProperty("has_active_session").GetBoolean().Should().BeFalse();
    }

    private static string Text(JsonElement entry) => entry.GetProperty("parts")[0].GetProperty("text").GetString()!;

    private static async Task<string> CreateAsync(Caller caller, string body = "{}")
    {
        string agent = await caller.AgentAsync();
        return (await caller.JsonAsync("POST", $"{Caller.Agents}/{agent}/session", body)).GetProperty("id").GetString()!;
    }
}

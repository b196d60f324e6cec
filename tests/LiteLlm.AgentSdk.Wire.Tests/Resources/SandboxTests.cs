namespace LiteLlm.AgentSdk.Wire.Tests.Resources;

public class SandboxTests
{
    [Fact]
    public async Task What_is_asked_of_a_sandbox_goes_out_as_the_platform_takes_it()
    {
        using PlatformWire wire = PlatformWire.Start();
        wire.GivenFirst(
            Answer.Json("""{"message":"sandbox 'box' ready"}"""),
            Answer.Json("""{"output":"hi\n"}"""),
            Answer.Json("""{"content":"text"}"""),
            Answer.Status(200, "line 1\nline 2\n"));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);

        await session.ProvisionSandboxAsync("box", new SandboxProvisionOptions { ProjectId = "p1" });
        string output = await session.ExecuteInSandboxAsync("box", "echo hi");
        string file = await session.ReadSandboxFileAsync("box", "/tmp/x");
        string logs = await session.GetSandboxLogsAsync(new SandboxLogOptions { Since = TimeSpan.FromSeconds(59.2), TailLines = 10 });

        (output, file, logs).Should().Be(("hi\n", "text", "line 1\nline 2\n"));
        wire.Requests.Select(r => $"{r.Method} {r.Target["/api/v1/managed_agents/sessions/".Length..]} {r.Text}".Trim()).Should().Equal(
            """POST s1/sandbox/provision {"name":"box","project_id":"p1"}""",
            """POST s1/sandbox/execute {"sandbox_name":"box","cmd":"echo hi"}""",
            """POST s1/sandbox/read-file {"sandbox_name":"box","path":"/tmp/x"}""",
            "GET s1/sandbox_logs?sinceSeconds=60&tailLines=10");
    }

    [Fact]
    public async Task All_invalid_sandbox_arguments_are_reported_at_once()
    {
        using PlatformWire wire = PlatformWire.Start();
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);

        (await Problems(() => session.ProvisionSandboxAsync(""))).Should().Equal("name");
        (await Problems(() => session.ExecuteInSandboxAsync("", "", new SandboxExecuteOptions { Timeout = TimeSpan.Zero })))
            .Should().Equal("sandbox_name", "cmd", "Timeout");
        (await Problems(() => session.ReadSandboxFileAsync("", ""))).Should().Equal("sandbox_name", "path");
        (await Problems(() => session.GetSandboxLogsAsync(new SandboxLogOptions { Since = TimeSpan.Zero, TailLines = 0 })))
            .Should().Equal("sinceSeconds", "tailLines");
        wire.ShouldHaveReceivedNothing();
    }

    [Fact]
    public async Task What_the_platform_says_of_a_session_is_handed_on()
    {
        using PlatformWire wire = PlatformWire.Start();
        wire.GivenFirst(
            Answer.Json("""["OPENAI_KEY",7]"""),
            Answer.Json("""[{"host":"api.x.com","key":"OPENAI_KEY"}]"""),
            Answer.Json("""{"pod":{"exists":false}}"""),
            Answer.Json("""{"id":"x","state":"on_fire","severity":"critical","confidence":76.5,"evidence":null}"""));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);

        (await session.GetVaultKeysAsync()).Should().Equal("OPENAI_KEY", "7");
        (await session.GetInterceptionsAsync()).Should().ContainSingle().Which.GetProperty("host").GetString().Should().Be("api.x.com");
        (await session.DiagnoseAsync()).GetProperty("pod").GetProperty("exists").GetBoolean().Should().BeFalse();
        SessionAssessment assessment = await session.AssessAsync();
        (assessment.State, assessment.Severity, assessment.Confidence).Should().Be(("on_fire", IssueSeverity.Critical, 76.5));
        assessment.Evidence.Should().BeEmpty();
    }

    [Fact]
    public async Task A_command_has_a_time_limit_of_its_own_and_may_have_run()
    {
        using PlatformWire wire = PlatformWire.Start();
        HeldAnswer held = wire.Hold("""{"output":""}""");
        ManualTimeProvider time = new();
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, options => options.TimeProvider = time);
        Session session = await wire.SessionAsync(client);
        wire.GivenAnything(held.Response);

        Task<string> running =
            session.ExecuteInSandboxAsync("box", "make", new SandboxExecuteOptions { Timeout = TimeSpan.FromMinutes(30) });
        await held.Arrived;
        time.Advance(TimeSpan.FromMinutes(29));
        running.IsCompleted.Should().BeFalse("an ordinary call would have ended long ago");
        time.Advance(TimeSpan.FromMinutes(1));

        AgentPlatformTimeoutException failure = await Assert.ThrowsAsync<AgentPlatformTimeoutException>(() => running);
        failure.Limit.Should().Be("SandboxExecuteOptions.Timeout");
        failure.MayHaveTakenEffect.Should().BeTrue();
        held.Arrivals.Should().Be(1);
        held.Release();
    }

    private static async Task<IEnumerable<string>> Problems(Func<Task> call) =>
        (await call.Should().ThrowAsync<AgentPlatformValidationException>()).Which.ValidationErrors.Select(problem => problem.Path);
}

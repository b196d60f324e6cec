namespace LiteLlm.AgentSdk.Wire.Tests.Resources;

/// <summary>Memories, automations and issues: refused values, requests and results.</summary>
public class AgentResourceTests
{
    private const string Issue = """{"id":"i1","agent_id":"a1","title":"t","severity":"apocalyptic","status":"open","times_seen":2}""";

    [Fact]
    public async Task Memories_that_can_not_be_are_refused()
    {
        using PlatformWire wire = PlatformWire.Start();
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Agent agent = await wire.AgentAsync(client);
        Session session = await wire.SessionAsync(client);
        AgentMemoriesClient memories = agent.Memories;

        (await Problems(() => memories.CreateAsync(new MemoryCreateOptions { Tags = ["1", "2", "3", "4", "5", "6", "7", "8", null!] })))
            .Should().Equal("text", "tags", "tags[8]");
        (await Problems(() => memories.UpdateAsync("m1", new MemoryUpdateOptions { Text = "" }))).Should().Equal("text");
        (await Problems(() => session.Memories.CreateAsync(new MemoryCreateOptions()))).Should().Equal("text");
        wire.ShouldHaveReceivedNothing();
    }

    [Fact]
    public async Task Automations_that_can_not_be_are_refused()
    {
        using PlatformWire wire = PlatformWire.Start();
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Agent agent = await wire.AgentAsync(client);
        AutomationsClient automations = agent.Automations;

        (await Problems(() => automations.CreateAsync(new AutomationCreateOptions
        {
            Instruction =
            new string('x', 8001),
            Name = new string('n', 201)
        }))).Should().Equal("instruction", "cron_expr", "name");
        (await Problems(() => automations.UpdateAsync("x", new AutomationUpdateOptions
        {
            Instruction =
            "",
            CronExpr = "",
            Name = "n",
            ClearName = true
        }))).Should().Equal("instruction", "cron_expr", "name");
        (await Problems(() => automations.ListRunsAsync(new AutomationRunListOptions { Limit = 201 }).ToListAsync()))
            .Should().Equal("limit");
        wire.ShouldHaveReceivedNothing();
    }

    [Fact]
    public async Task The_longest_accepted_texts_are_sent()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"id":"x"}""", 201));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Agent agent = await wire.AgentAsync(client);

        await agent.Automations.CreateAsync(new AutomationCreateOptions
        {
            Instruction =
            new string('x', 8000),
            CronExpr = "* * * * *",
            Name = new string('n', 200)
        });
        await agent.Issues.CreateAsync(new IssueCreateOptions { Title = new string('x', 500), Body = new string('x', 10_000) });

        wire.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_run_is_started_once()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"error":"harness request failed"}""", 502));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Agent agent = await wire.AgentAsync(client);

        Func<Task> run = () => agent.Automations.RunAsync("x");

        (await run.Should().ThrowAsync<AgentPlatformSandboxException>()).Which.MayHaveTakenEffect.Should().BeTrue();
        wire.ShouldHaveReceivedOne();
    }

    [Theory]
    [InlineData(201, true)]
    [InlineData(200, false)]
    public async Task An_issue_says_whether_it_is_new_or_was_counted_up(int status, bool isNew)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Issue, status));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);

        IssueReport report = await session.Issues.CreateAsync(new IssueCreateOptions { Title = "t" });

        report.IsNew.Should().Be(isNew);
        report.Issue.TimesSeen.Should().Be(2);
        report.Issue.Severity.Value.Should().Be("apocalyptic", "the set is open");
        report.Issue.Comments.Should().BeEmpty();
        wire.Requests[0].Target.Should().Be("/api/v1/managed_agents/sessions/s1/issues");
    }

    [Fact]
    public async Task Issues_are_asked_for_as_the_options_say()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json($"[{Issue}]"));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        string? severity = null;

        await client.Sessions.GetIssuesClient("s1").ListAsync(new IssueListOptions
        {
            Status =
            IssueStatus.Open,
            Severity = severity is null ? null : new IssueSeverity(severity),
            Limit = 500
        }).ToListAsync();

        wire.ShouldHaveReceivedOne().Target.Should().Be("/api/v1/managed_agents/sessions/s1/issues?status=open&limit=500");
        (await Problems(() => client.Agents.GetIssuesClient("a1").ListAsync(new IssueListOptions { Limit = 501 }).ToListAsync()))
            .Should().Equal("limit");
        (await Problems(() => client.Agents.GetIssuesClient("a1").CreateAsync(new IssueCreateOptions
        {
            Title =
            new string('x', 501),
            Body = new string('x', 10_001)
        }))).Should().Equal("title", "body");
    }

    private static async Task<IEnumerable<string>> Problems(Func<Task> call) =>
        (await call.Should().ThrowAsync<AgentPlatformValidationException>()).Which.ValidationErrors.Select(problem => problem.Path);
}

namespace LiteLlm.AgentSdk.IntegrationTests.Resources;

/// <summary>Issues that agents report.</summary>
public sealed class IssueTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableFact]
    [Covers(Calls.CreateIssue, Calls.GetIssue, Calls.ListIssues, Calls.UpdateIssue)]
    public async Task An_issue_is_reported_counted_up_found_and_resolved()
    {
        Agent agent = await CreateAgentAsync();
        IssueReport first = await agent.Issues.CreateAsync(new() { Title = "It broke", Body = "Badly", Severity = IssueSeverity.Error });
        IssueReport again = await agent.Issues.CreateAsync(new() { Title = "It broke", Body = "Again" });
        IssueReport other = await agent.Issues.CreateAsync(new() { Title = "It is slow", Severity = IssueSeverity.Info });

        first.IsNew.Should().BeTrue();
        again.IsNew.Should().BeFalse("an open one has this title");
        again.Issue.Id.Should().Be(first.Issue.Id);
        other.IsNew.Should().BeTrue();
        Issue issue = await agent.Issues.GetAsync(first.Issue.Id);
        issue.TimesSeen.Should().Be(2);
        issue.Severity.Should().Be(IssueSeverity.Error);
        issue.Status.Should().Be(IssueStatus.Open);
        (await agent.Issues.ListAsync(new() { Severity = IssueSeverity.Error }).ToListAsync())
            .Should().ContainSingle(listed => listed.Id == issue.Id);

        Issue resolved = await agent.Issues.UpdateAsync(
            issue.Id, new() { Status = IssueStatus.Resolved, Severity = IssueSeverity.Warning });
        resolved.Status.Should().Be(IssueStatus.Resolved);
        resolved.Severity.Should().Be(IssueSeverity.Warning);
        (await agent.Issues.ListAsync(new() { Status = IssueStatus.Open }).ToListAsync())
            .Should().ContainSingle(listed => listed.Id == other.Issue.Id);
    }

    [SkippableFact]
    [Covers(Calls.CreateSessionIssue, Calls.ListSessionIssues, Calls.UpdateSessionIssue)]
    public async Task A_session_reports_an_issue_of_its_agent()
    {
        Session session = await AnySessionAsync();
        string title = Platform.Name("session issue");
        IssueReport report = await session.Issues.CreateAsync(new() { Title = title, Severity = IssueSeverity.Critical });
        Afterwards(() => session.Issues.UpdateAsync(report.Issue.Id, new() { Status = IssueStatus.Dismissed }));

        report.Issue.AgentId.Should().Be(session.AgentId);
        report.Issue.SessionId.Should().Be(session.Id);
        (await session.Issues.ListAsync().ToListAsync()).Should().ContainSingle(issue => issue.Title == title);
        Issue changed = await session.Issues.UpdateAsync(report.Issue.Id, new() { Severity = IssueSeverity.Info });
        changed.Severity.Should().Be(IssueSeverity.Info);
        (await Client.Sessions.GetIssuesClient(session.Id).ListAsync(new() { Limit = 200 }).ToListAsync())
            .Should().Contain(issue => issue.Title == title);
    }
}

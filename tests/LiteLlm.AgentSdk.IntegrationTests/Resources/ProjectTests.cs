using System.Text;

namespace LiteLlm.AgentSdk.IntegrationTests.Resources;

/// <summary>Projects: templates of sandboxes.</summary>
public sealed class ProjectTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableFact]
    [Covers(Calls.CreateProject, Calls.GetProject, Calls.ListProjects, Calls.UpdateProject, Calls.DeleteProject)]
    public async Task A_project_is_created_found_changed_and_deleted()
    {
        Project project = await Client.Projects.CreateAsync(new()
        {
            Name = Platform.Name("project"),
            Description = "For tests",
            RepoUrl = "https://github.com/octocat/Hello-World",
            EnvVars = new() { ["KEY"] = "secret" },
            AllowOut = ["example.com"],
            DenyOut = ["example.org"],
            Files =
            [
                new()
                {
                    Name = "a.txt",
                    SandboxPath = "/data/a.txt",
                    ContentType = "text/plain",
                    Content = Encoding.UTF8.GetBytes("\u6f22\u5b57\n"),
                },
            ],
        });
        Afterwards(() => Client.Projects.DeleteAsync(project.ProjectId));

        Project read = await Client.Projects.GetAsync(project.ProjectId);
        read.Name.Should().Be(Platform.Name("project"));
        read.EnvVars["KEY"].Should().Be("secret");
        read.AllowOut.Should().Equal("example.com");
        Encoding.UTF8.GetString(read.Files.Should().ContainSingle().Which.Content.Span).Should().Be("\u6f22\u5b57\n");
        read.ToString().Should().NotContain("secret");
        (await Client.Projects.ListAsync().ToListAsync()).Should().ContainSingle(other => other.ProjectId == project.ProjectId);

        Project changed = await Client.Projects.UpdateAsync(
            project.ProjectId, new() { Description = "Changed", EnvVars = new() { ["B"] = "2" } });
        changed.Description.Should().Be("Changed");
        (await Client.Projects.GetAsync(project.ProjectId)).EnvVars.Should().ContainKey("B").And.HaveCount(1);

        await Client.Projects.DeleteAsync(project.ProjectId);
        Func<Task> get = () => Client.Projects.GetAsync(project.ProjectId);
        await get.Should().ThrowAsync<AgentPlatformNotFoundException>();
    }

    [SkippableFact]
    [Covers(Calls.CreateProject, Calls.CreateAgent, Calls.GetAgent)]
    public async Task An_agent_is_given_a_project()
    {
        Project project = await Client.Projects.CreateAsync(new() { Name = Platform.Name("given") });
        Afterwards(() => Client.Projects.DeleteAsync(project.ProjectId));
        Agent agent = await CreateAgentAsync(
            new() { Name = Platform.Name("holder"), Model = Platform.Settings.Model, Projects = [project.ToAgentProject()] });

        (await Client.Agents.GetAsync(agent.Id)).Projects.Should().ContainSingle().Which.Id.Should().Be(project.ProjectId);
    }
}

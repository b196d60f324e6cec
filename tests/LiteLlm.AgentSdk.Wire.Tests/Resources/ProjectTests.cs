namespace LiteLlm.AgentSdk.Wire.Tests.Resources;

public class ProjectTests
{
    private const string Echoed =
        """{"project_id":"p1","name":"n","env_vars":{"K":"top-secret"},"files":[{"name":"f","sandbox_path":"/tmp/f","content":"no """
            + """base64!","mode":"0600"}]}""";

    [Fact]
    public async Task A_project_prints_no_secret()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Echoed));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        Project project = await client.Projects.GetAsync("p1");

        project.EnvVars["K"].Should().Be("top-secret");
        project.ToString().Should().Be("Project p1");
        new ProjectCreateOptions { Name = "n", EnvVars = new() { ["K"] = "top-secret" } }.ToString().Should().NotContain("top-secret");
    }

    [Fact]
    public async Task A_secret_that_the_platform_echoes_is_not_shown()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"error":"bad value top-secret"}""", 400));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        Func<Task> create =
            () => client.Projects.CreateAsync(new ProjectCreateOptions { Name = "n", EnvVars = new() { ["K"] = "top-secret" } });
        Func<Task> update = () => client.Projects.UpdateAsync("p1", new ProjectUpdateOptions { EnvVars = new() { ["K"] = "top-secret" } });

        (await create.Should().ThrowAsync<AgentPlatformValidationException>()).Which.ToString()
            .Should().Contain("bad value").And.NotContain("top-secret");
        (await update.Should().ThrowAsync<AgentPlatformValidationException>()).Which.ToString().Should().NotContain("top-secret");
    }

    [Fact]
    public async Task Files_come_whole_even_if_they_are_not_base64()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Echoed));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        SandboxFile file = (await client.Projects.GetAsync("p1")).Files.Should().ContainSingle().Subject;

        file.Content.ToArray().Should().Equal("no base64!"u8.ToArray());
        file.AdditionalProperties!["mode"].GetString().Should().Be("0600");
    }

    [Fact]
    public void An_agents_list_of_projects_takes_one()
    {
        AgentProject inAgent = new Project { ProjectId = "p1", Name = "n", Description = "d", RepoUrl = "https://r/x" }.ToAgentProject();

        (inAgent.Id, inAgent.Name, inAgent.Description, inAgent.RepoUrl).Should().Be(("p1", "n", "d", "https://r/x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task A_name_that_can_not_be_is_refused(string? name)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Echoed));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        Func<Task> create =
            () => client.Projects.CreateAsync(new ProjectCreateOptions { Name = name, AllowOut = [null!], Files = [null!] });

        (await create.Should().ThrowAsync<AgentPlatformValidationException>()).Which.ValidationErrors.Select(p => p.Path)
            .Should().Equal("name", "allow_out[0]", "files[0]");
        wire.ShouldHaveReceivedNothing();
    }

    [Fact]
    public async Task An_update_sends_what_is_set_and_nothing_else()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Echoed));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        await client.Projects.UpdateAsync("p1", new ProjectUpdateOptions { RepoUrl = "" });

        wire.ShouldHaveReceivedOne().Text.Should().Be("""{"repo_url":""}""");
    }
}

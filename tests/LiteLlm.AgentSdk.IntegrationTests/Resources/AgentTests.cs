using System.Net;
using System.Text.Json;

namespace LiteLlm.AgentSdk.IntegrationTests.Resources;

/// <summary>Agents are created, found, changed and deleted.</summary>
public sealed class AgentTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableFact]
    [Covers(Calls.CreateAgent, Calls.GetAgent, Calls.DeleteAgent)]
    public async Task An_agent_with_every_field_reads_back_as_it_was_created()
    {
        AgentCreateOptions options = new()
        {
            Name = Platform.Name("full"),
            Model = Platform.Settings.Model,
            HarnessId = HarnessId.ClaudeAgentSdk,
            Prompt = "You are a test. \u6f22\u5b57 \U0001f600",
            RepoUrl = "https://github.com/octocat/Hello-World",
            Branch = "develop",
            PfpUrl = "https://example.com/a.png",
            Requirements = "requests==2.32.0",
            EnvVars = new() { ["TOKEN"] = "secret \u2028 value", ["Mixed_Case"] = "{}" },
            EnvVarHosts = new Dictionary<string, IReadOnlyList<string>> { ["TOKEN"] = ["api.example.com"] },
            AllowOut = ["*.example.com"],
            DenyOut = ["evil.example.org"],
            Projects = [new() { Id = "p1", Name = "One", Description = "d", RepoUrl = "https://github.com/a/b", SetupCmd = "make" }],
            Tools = [JsonSerializer.SerializeToElement("bash")],
        };
        Agent created = await CreateAgentAsync(options);
        Agent agent = await Client.Agents.GetAsync(created.Id);

        agent.Name.Should().Be(options.Name);
        agent.Model.Should().Be(options.Model);
        agent.HarnessId.Should().Be(HarnessId.ClaudeAgentSdk);
        agent.Prompt.Should().Be(options.Prompt);
        agent.RepoUrl.Should().Be(options.RepoUrl);
        agent.Branch.Should().Be("develop");
        agent.PfpUrl.Should().Be(options.PfpUrl);
        agent.EnvVars["TOKEN"].Should().Be("secret \u2028 value");
        agent.EnvVars["Mixed_Case"].Should().Be("{}");
        agent.EnvVars["AGENT_REQUIREMENTS"].Should().Be("requests==2.32.0", "the platform keeps the requirements there");
        agent.EnvVarHosts["TOKEN"].Should().Equal("api.example.com");
        agent.AllowOut.Should().Equal("*.example.com");
        agent.DenyOut.Should().Equal("evil.example.org");
        agent.Projects.Should().ContainSingle().Which.SetupCmd.Should().Be("make");
        agent.CreatedAt.Should().NotBeNull();
        agent.SupportsTui.Should().BeFalse();
        agent.ToString().Should().NotContain("secret");
        await agent.DeleteAsync();
    }

    [SkippableFact]
    [Covers(Calls.CreateAgent)]
    public async Task The_static_method_creates_an_agent()
    {
        AgentPlatformOptions options = new() { BaseUrl = Platform.BaseUrl, ApiKey = Platform.ApiKey };
        Agent agent = await Agent.CreateAsync(
            Harness.AgentOptions(HarnessId.OpenCode, Platform.Name("static"), Platform.Settings.Model), options);
        Afterwards(() => agent.DeleteAsync());

        (await Client.Agents.GetAsync(agent.Id)).HarnessId.Should().Be(HarnessId.OpenCode);
        CallRecorder.Note(Calls.CreateAgent);
    }

    [SkippableFact]
    [Covers(Calls.UpdateAgent, Calls.GetAgent)]
    public async Task Every_field_of_an_update_is_kept_and_nothing_else_changes()
    {
        Agent agent = await CreateAgentAsync();
        string model = agent.Model;
        await agent.UpdateAsync(new()
        {
            Name = Platform.Name("renamed"),
            Prompt = "Answer in one word.",
            Branch = "next",
            PfpUrl = "https://example.com/b.png",
            PreloadMemoryLimit = 7,
            EnvVars = new() { ["A"] = "1" },
            AllowOut = ["api.example.com"],
            DenyOut = ["x.example.com"],
            EnvVarHosts = new Dictionary<string, IReadOnlyList<string>> { ["A"] = ["api.example.com"] },
            Projects = [new() { Id = "p", Name = "P" }],
        });
        Agent read = await Client.Agents.GetAsync(agent.Id);

        agent.Prompt.Should().Be("Answer in one word.", "the object knows what was changed");
        read.Name.Should().Be(Platform.Name("renamed"));
        read.Prompt.Should().Be("Answer in one word.");
        read.Branch.Should().Be("next");
        read.PreloadMemoryLimit.Should().Be(7);
        read.EnvVars.Should().ContainKey("A").And.HaveCount(1);
        read.AllowOut.Should().Equal("api.example.com");
        read.DenyOut.Should().Equal("x.example.com");
        read.Projects.Should().ContainSingle(static project => project.Id == "p");
        read.Model.Should().Be(model);
        (await agent.UpdateAsync(new() { Model = "other-model" })).Model.Should().Be("other-model");
        agent.Name.Should().Be(Platform.Name("renamed"), "a field that is not sent stays");
    }

    [SkippableFact]
    [Covers(Calls.ListAgents)]
    public async Task Lists_go_over_all_pages_in_the_requested_order()
    {
        string prefix = Platform.Name("page");
        for (int i = 0; i < 5; i++)
        {
            await CreateAgentAsync(Harness.AgentOptions(HarnessId.ClaudeAgentSdk, $"{prefix}-{i}", Platform.Settings.Model));
        }

        Page<Agent> second = await Client.Agents.ListAsync(
            new() { Search = prefix, Limit = 2, Offset = 2, Sort = AgentSort.Name, Order = SortOrder.Ascending }).GetFirstPageAsync();
        second.Total.Should().Be(5);
        second.Items.Select(static agent => agent.Name).Should().Equal($"{prefix}-2", $"{prefix}-3");
        second.Items[0].SessionCount.Should().Be(0);
        second.Items[0].HasActiveSession.Should().BeFalse();

        List<string?> names = [];
        await foreach (Agent agent in Client.Agents.ListAsync(
            new() { Search = prefix, Limit = 2, Sort = AgentSort.Name, Order = SortOrder.Descending }))
        {
            names.Add(agent.Name);
        }

        names.Should().Equal(Enumerable.Range(0, 5).Reverse().Select(i => $"{prefix}-{i}"));
    }

    [SkippableFact]
    [Covers(Calls.DeleteAgent, Calls.GetAgent)]
    public async Task A_deleted_agent_is_not_found()
    {
        Agent agent = await CreateAgentAsync();
        await agent.DeleteAsync();

        Func<Task> get = () => Client.Agents.GetAsync(agent.Id);
        (await get.Should().ThrowAsync<AgentPlatformNotFoundException>()).Which.ErrorMessage.Should().NotBeNullOrEmpty();
        Func<Task> refresh = () => agent.RefreshAsync();
        await refresh.Should().ThrowAsync<AgentPlatformNotFoundException>();
    }

    [SkippableFact]
    [Covers(Calls.AttachSkill, Calls.DetachSkill, Calls.CreateSkill)]
    public async Task Skills_are_attached_by_id_or_content_and_detached()
    {
        Skill skill = await Client.Skills.CreateAsync(new() { Name = Platform.Name("skill"), Content = "# Do it" });
        Afterwards(() => Client.Skills.DeleteAsync(skill.Id));
        Agent agent = await CreateAgentAsync();

        (await agent.AttachSkillAsync(skill.Id)).Agent.AttachedSkillIds.Should().Contain(skill.Id);
        SkillAttachment own = await agent.AttachSkillAsync(new SkillAttachOptions { Name = Platform.Name("saved"), Content = "# Saved" });
        own.Skill.Should().NotBeNull();
        Afterwards(() => Client.Skills.DeleteAsync(own.Skill!.Id));
        (await agent.AttachSkillAsync(new SkillAttachOptions { Content = "# Only here", SaveToLibrary = false })).Skill.Should().BeNull();
        agent.AttachedSkillIds.Should().Contain([skill.Id, own.Skill!.Id]);

        (await agent.DetachSkillAsync(skill.Id)).AttachedSkillIds.Should().NotContain(skill.Id).And.Contain(own.Skill.Id);
        (await agent.DetachAllSkillsAsync()).AttachedSkillIds.Should().BeEmpty();
        agent.Prompt.Should().NotContain("# Saved");
    }

    [SkippableFact]
    [Covers(Calls.ListTemplates, Calls.SyncTemplate)]
    public async Task An_agent_made_from_a_template_is_in_sync_with_it()
    {
        IReadOnlyList<Template> templates = await Client.Templates.ListAsync().ToListAsync();
        Need.That(templates.Count > 0, "the platform has no templates");
        Template template = templates[0];
        Agent agent = await CreateAgentAsync(new()
        {
            Name = Platform.Name("template"),
            Model = Platform.Settings.Model,
            HarnessId = template.HarnessId.Value.Length > 0 ? template.HarnessId : null,
            TemplateId = template.Id,
        });

        agent.TemplateId.Should().Be(template.Id);
        agent.TemplateInSync.Should().BeTrue();
        TemplateSync sync = await agent.SyncTemplateAsync();
        sync.Status.Should().Be(TemplateSyncStatus.AlreadyUpToDate);
        sync.TemplateId.Should().Be(template.Id);
    }

    [SkippableFact]
    [Covers(Calls.SyncTemplate)]
    public async Task An_agent_without_a_template_can_not_be_synced()
    {
        Agent agent = await CreateAgentAsync();
        Func<Task> sync = () => agent.SyncTemplateAsync();
        (await sync.Should().ThrowAsync<AgentPlatformValidationException>()).Which.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }
}

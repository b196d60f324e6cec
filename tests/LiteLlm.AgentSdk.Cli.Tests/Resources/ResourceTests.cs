using System.Text.Json;

namespace LiteLlm.AgentSdk.Cli.Tests.Resources;

public sealed class ResourceTests
{
    [Fact]
    public async Task Skills_are_created_shown_changed_and_deleted()
    {
        await using Lap lap = await Lap.StartAsync();
        (await lap.RunAsync("skills")).Succeeds().Error.Should().Contain("no skills");
        string id = (await lap.RunWithInputAsync("# Review\nLook closely.\n", "skills", "create", "--name", "PR reviewer",
            "--description", "For PRs", "--file", "-")).Succeeds().Line;
        (await lap.RunAsync("skills")).Succeeds().Out.Should().Contain("PR reviewer").And.Contain(id).And.Contain("For PRs");
        (await lap.RunAsync("skills", "list", "--json")).Succeeds().Json[0].GetProperty("id").GetString().Should().Be(id);
        (await lap.RunAsync("skills", "show", "pr")).Succeeds().Out.Should().Be("# Review\nLook closely.\n");
        (await lap.RunAsync("skills", "update", "pr reviewer", "--name", "Reviewer", "--content", "New.",
            "--clear-description")).Succeeds();
        Skill skill = await lap.Client.Skills.GetAsync(id);
        skill.Name.Should().Be("Reviewer");
        skill.Content.Should().Be("New.");
        skill.Description.Should().BeNull();
        (await lap.RunAsync("skills", "show", id, "--json")).Succeeds().Json.GetProperty("content").GetString().Should().Be("New.");
        (await lap.RunAsync("skills", "rm", id, "nothing")).Fails(3, "There is no skill 'nothing'");
        (await lap.RunAsync("skills", "rm", "reviewer")).Succeeds();
        (await lap.Client.Skills.ListAsync().ToListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Skills_are_attached_and_detached()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent = await lap.CreateAgentAsync("Reviewer");
        Skill one = await lap.Client.Skills.CreateAsync(new SkillCreateOptions { Name = "One", Content = "1" });
        Skill two = await lap.Client.Skills.CreateAsync(new SkillCreateOptions { Name = "Two", Content = "2" });
        (await lap.RunAsync("skills", "attach", "reviewer", "one")).Succeeds().Line.Should().Be(agent.Id);
        (await lap.RunAsync("skills", "attach", "reviewer", two.Id,
            "--json")).Succeeds().Json.GetProperty("attached_skill_ids").GetArrayLength().Should().Be(2);
        (await lap.RunAsync("skills", "detach", "reviewer", "one")).Succeeds();
        (await agent.RefreshAsync()).AttachedSkillIds.Should().Equal(two.Id);
        (await lap.RunAsync("skills", "detach", "reviewer", "--all")).Succeeds();
        (await agent.RefreshAsync()).AttachedSkillIds.Should().BeEmpty();
        (await lap.RunWithInputAsync("Three.", "skills", "attach", "reviewer", "--file", "-", "--name", "Three")).Succeeds();
        (await lap.Client.Skills.ListAsync().ToListAsync()).Select(skill => skill.Name).Should().Contain("Three").And.Contain(one.Name);
        (await lap.RunWithInputAsync("Four.", "skills", "attach", "reviewer", "--file", "-", "--name", "Four", "--no-save")).Succeeds();
        (await lap.Client.Skills.ListAsync().ToListAsync()).Select(skill => skill.Name).Should().NotContain("Four");
    }

    [Fact]
    public async Task Memories_are_kept()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent = await lap.CreateAgentAsync("Reviewer");
        string id = (await lap.RunAsync("memory", "add", "reviewer", "Tabs, not spaces.", "--tag", "style", "--tag", "go", "--priority",
            "3", "--pinned", "true")).Succeeds().Line;
        (await lap.RunWithInputAsync("From a pipe.\n", "memory", "add", "reviewer", "-",
            "--json")).Succeeds().Json.GetProperty("text").GetString().Should().Be("From a pipe.");
        (await lap.RunAsync("memory", "list",
            "reviewer")).Succeeds().Out.Should().MatchRegex($"{id} +convention +3 +pinned .*style,go +Tabs, not spaces\\.");
        (await lap.RunAsync("memory", "list", "reviewer", "--tag", "style", "--json")).Succeeds().Json.GetArrayLength().Should().Be(1);
        (await lap.RunAsync("memory", "list", "reviewer", "--search", "pipe", "--json")).Succeeds().Json.GetArrayLength().Should().Be(1);
        (await lap.RunAsync("memory", "update", "reviewer", id, "--text", "Spaces.", "--pinned", "false")).Succeeds();
        Memory memory = (await agent.Memories.ListAsync().ToListAsync()).Single(memory => memory.Id == id);
        memory.Text.Should().Be("Spaces.");
        memory.Pinned.Should().BeFalse();
        memory.Priority.Should().Be(3);
        memory.Tags.Should().Equal("style", "go");
        (await lap.RunAsync("memory", "update", "reviewer", id, "--disabled", "true",
            "--json")).Succeeds().Json.GetProperty("disabled").GetBoolean().Should().BeTrue();
        (await lap.RunAsync("memory", "rm", "reviewer", id)).Succeeds();
        (await agent.Memories.ListAsync().ToListAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Automations_are_created_run_and_deleted()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent = await lap.CreateAgentAsync("Reviewer");
        string id = (await lap.RunAsync("automations", "create", "reviewer", "--cron", "0 9 * * 1-5", "--instruction",
            "Review what is new.", "--name", "Morning")).Succeeds().Line;
        (await lap.RunAsync("automations", "create", "reviewer", "--cron", "every day", "--instruction", "x")).Fails(2, "cron");
        (await lap.RunAsync("automations", "list",
            "reviewer")).Succeeds().Out.Should().Contain("Morning").And.Contain("0 9 * * 1-5").And.MatchRegex(" on +2");
        (await lap.RunAsync("automations", "update", "reviewer", "morning", "--enabled", "false",
            "--json")).Succeeds().Json.GetProperty("enabled").GetBoolean().Should().BeFalse();
        JsonElement run = (await lap.RunAsync("automations", "run", "reviewer", id, "--json")).Succeeds().Json;
        run.GetProperty("automation_id").GetString().Should().Be(id);
        (await lap.RunAsync("automations", "runs",
            "reviewer")).Succeeds().Out.Should().Contain(run.GetProperty("id").GetString()).And.Contain("Morning");
        (await lap.RunAsync("automations", "runs", "reviewer", "--limit", "1", "--json")).Succeeds().Json.GetArrayLength().Should().Be(1);
        (await lap.RunAsync("automations", "rm", "reviewer", "Morning")).Succeeds();
        (await agent.Automations.ListAsync().ToListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Issues_are_reported_counted_up_and_closed()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent = await lap.CreateAgentAsync("Reviewer");
        string id = (await lap.RunAsync("issues", "create", "reviewer", "It is slow", "--body", "Very.", "--severity",
            "error")).Succeeds().Line;
        (await lap.RunAsync("issues", "create", "reviewer", "It is slow")).Succeeds().Error.Should().Contain("its count was increased");
        (await lap.RunAsync("issues", "list", "reviewer")).Succeeds().Out.Should().MatchRegex($"{id} +error +open +2 .*It is slow");
        (await lap.RunAsync("issues", "show", "reviewer", id)).Succeeds().Out.Should().Contain("It is slow").And.Contain("Very.");
        (await lap.RunAsync("issues", "update", "reviewer", id, "--status", "resolved",
            "--json")).Succeeds().Json.GetProperty("status").GetString().Should().Be("resolved");
        (await lap.RunAsync("issues", "list", "reviewer", "--status", "open", "--json")).Succeeds().Out.Should().Be("[]\n");
        (await agent.Issues.GetAsync(id)).Status.Should().Be(IssueStatus.Resolved);
    }

    [Fact]
    public async Task Resources_of_the_platform_are_listed()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.Client.Projects.CreateAsync(new ProjectCreateOptions { Name = "shop", EnvVars = new() { ["TOKEN"] = "canary-value" } });
        (await lap.RunAsync("templates")).Succeeds().Out.Should().StartWith("NAME");
        (await lap.RunAsync("templates", "--json")).Succeeds().Json[0].GetProperty("harness_id").GetString().Should().NotBeEmpty();
        (await lap.RunAsync("models")).Succeeds().Out.Should().Contain("fake-model\n");
        (await lap.RunAsync("models", "--json")).Succeeds().Json[0].GetProperty("id").GetString().Should().NotBeEmpty();
        (await lap.RunAsync("projects")).Succeeds().Out.Should().Contain("shop");
        (await lap.RunAsync("projects", "--json")).Succeeds().Out.Should().Contain("\"TOKEN\": \"***\"").And.NotContain("canary-value");
    }
}

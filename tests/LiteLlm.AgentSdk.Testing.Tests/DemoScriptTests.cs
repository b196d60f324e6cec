using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>The demo agent follows the keywords of its messages, on both kinds of harness.</summary>
public class DemoScriptTests
{
    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task Keywords_in_capitals_make_the_agent_do_more(string harness)
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(new() { Script = DemoScript.RunAsync });
        using AgentPlatformClient client = lap.CreateClient();
        Agent agent = await client.Agents.CreateAsync(new() { Model = "m", HarnessId = harness });
        Session session = await agent.CreateSessionAsync();

        Reply echo = await session.SendAsync("hello there");
        Reply tool = await session.SendAsync("TOOL please");
        Reply thought = await session.SendAsync("THINK first");
        Reply counted = await session.SendAsync("LONG 30 now");
        Func<Task> failure = () => session.SendAsync("FAIL 529");

        echo.Text.Should().Be("echo: hello there");
        tool.Parts.OfType<ToolPart>().Should().ContainSingle().Which.State!.Output.Should().Be("hi");
        thought.Parts.OfType<ReasoningPart>().Should().ContainSingle();
        counted.Text.Should().StartWith("1 2 3").And.EndWith("30");
        (await failure.Should().ThrowAsync<TurnFailedException>()).Which.Message.Should().Contain("529");
    }
}

using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace LiteLlm.AgentSdk.Docs.Tests;

/// <summary>Runs the snippets of "Getting started" against a local platform, and compares what they print with the page.</summary>
[Collection(ConsoleTests.Name)]
public sealed class GettingStartedTests
{
    /// <summary>Gets the snippets that print something: the first line of each, and the block of text after it.</summary>
    public static TheoryData<int, string> Snippets
    {
        get
        {
            TheoryData<int, string> snippets = [];
            string[] lines = File.ReadAllLines(Path.Combine(PageTests.Root, "docs", "getting-started.md"));
            for (int i = 0; i < lines.Length; i++)
            {
                int end = lines[i] == "```csharp" ? Array.IndexOf(lines, "```", i) : -1;
                if (end >= 0 && lines[end + 2] == "```text")
                {
                    int last = Array.IndexOf(lines, "```", end + 2);
                    snippets.Add(i + 1, string.Join('\n', lines[(end + 3)..last]));
                }
            }

            return snippets;
        }
    }

    [Fact]
    public void Four_snippets_show_their_output() => Snippets.Should().HaveCount(4);

    [Theory]
    [MemberData(nameof(Snippets))]
    public async Task A_snippet_prints_the_output_on_the_page(int line, string expected)
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(new() { Script = DemoScript.RunAsync });
        using AgentPlatformClient platform = lap.CreateClient();
        Agent agent = await platform.Agents.CreateAsync(new() { Model = "any/model", HarnessId = HarnessId.ClaudeAgentSdk });
        Session session = await agent.CreateSessionAsync();

        string printed = await new Snippet("getting-started", line).RunAsync(lap, platform, agent, session);

        printed.Should().Be(expected);
    }
}

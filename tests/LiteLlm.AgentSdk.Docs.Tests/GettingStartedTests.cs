using System.Globalization;
using System.Reflection;
using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace LiteLlm.AgentSdk.Docs.Tests;

/// <summary>Runs the snippets of "Getting started" against a local platform, and compares what they print with the page.</summary>
public sealed class GettingStartedTests
{
    private const string Page = "docs_getting_started";

    /// <summary>The snippets that print something: the line where each begins, and the block of text behind it.</summary>
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
    public void Four_snippets_show_what_they_print() => Snippets.Should().HaveCount(4);

    [Theory]
    [MemberData(nameof(Snippets))]
    public async Task A_snippet_prints_what_the_page_says(int line, string expected)
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(new() { Script = DemoScript.RunAsync });
        using AgentPlatformClient platform = lap.CreateClient();
        Agent agent = await platform.Agents.CreateAsync(new() { Model = "any/model", HarnessId = HarnessId.ClaudeAgentSdk });
        Session session = await agent.CreateSessionAsync();
        Type type = typeof(Surroundings).Assembly
            .GetType(string.Create(CultureInfo.InvariantCulture, $"LiteLlm.AgentSdk.Snippets.{Page}_{line}.Snippet"), throwOnError: true)!;
        object snippet = Activator.CreateInstance(type)!;
        Set(snippet, "lap", lap);
        Set(snippet, "platform", platform);
        Set(snippet, "agent", agent);
        Set(snippet, "session", session);

        TextWriter console = Console.Out;
        using StringWriter printed = new() { NewLine = "\n" };
        Console.SetOut(printed);
        try
        {
            await ((Task)type.GetMethod("RunAsync")!.Invoke(snippet, null)!).WaitAsync(TimeSpan.FromMinutes(1));
        }
        finally
        {
            Console.SetOut(console);
        }

        printed.ToString().TrimEnd('\n').Should().Be(expected);
    }

    private static void Set(object snippet, string name, object value) =>
        typeof(Surroundings).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(snippet, value);
}

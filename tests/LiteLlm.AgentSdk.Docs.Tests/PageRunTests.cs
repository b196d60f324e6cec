using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace LiteLlm.AgentSdk.Docs.Tests;

/// <summary>Runs all snippets of a page completely and in order, in one session of a local platform.</summary>
[Collection(ConsoleTests.Name)]
public sealed class PageRunTests
{
    private static readonly byte[] s_image = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task The_page_of_sessions_runs_and_sends_its_image()
    {
        List<int> images = [];
        string[] printed = await RunAsync("sessions", turn =>
        {
            images.Add(turn.ImageCount);
            return DemoScript.RunAsync(turn);
        });

        images.Should().Equal([0, 1, 0], "the second message has an image, the last turn is of an initial prompt");
        printed[0].Should().Contain("ready");
        printed[1].Should().Contain("echo: Show me the routes file.");
        printed[3].Should().Contain("user: Show me the routes file.").And.Contain("assistant: echo: What is wrong here?");
    }

    [Fact]
    public async Task The_page_of_streaming_runs_and_resumes_a_turn_that_it_left()
    {
        int turns = 0;
        string[] printed = await RunAsync("streaming", turn =>
        {
            Interlocked.Increment(ref turns);
            return DemoScript.RunAsync(turn);
        });

        turns.Should().Be(5, "a turn that is resumed is sent once");
        printed[0].Should().Be("echo: Run the tests and fix what fails.");
        printed[1].Should().Be("echo: Migrate the database layer.", "the second loop returns the rest");
        printed[2].Should().Contain("stream.opened").And.Contain("session.idle");
        printed[3].Should().Contain("messages, $0.");
    }

    /// <summary>Returns the output of each snippet.</summary>
    private static async Task<string[]> RunAsync(string page, Func<LocalTurn, IAsyncEnumerable<TurnStep>> script)
    {
        LocalAgentPlatformOptions options = new() { Script = script, StoresArtifacts = true };
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(options);
        using AgentPlatformClient platform = lap.CreateClient();
        Agent agent = await platform.Agents.CreateAsync(new() { Model = "any/model", HarnessId = HarnessId.ClaudeAgentSdk });
        Session session = await agent.CreateSessionAsync();
        List<string> printed = [];
        string before = Environment.CurrentDirectory;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("snippets-");
        Environment.CurrentDirectory = folder.FullName;
        try
        {
            // The resources that the pages name.
            await File.WriteAllBytesAsync("screenshot.png", s_image);
            await File.WriteAllTextAsync("report.pdf", "A report.");
            string[] lines = await File.ReadAllLinesAsync(Path.Combine(PageTests.Root, "docs", page + ".md"));
            foreach ((int index, _) in lines.Index().Where(line => line.Item == "```csharp"))
            {
                printed.Add(await new Snippet(page, index + 1).RunAsync(lap, platform, agent, session));
            }
        }
        finally
        {
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }

        return [.. printed];
    }
}

using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>The documentation's C# compiles and runs.</summary>
public sealed partial class SnippetTests
{
    [Theory]
    [InlineData("docs/extensions-ai.md")]
    [InlineData("src/LiteLlm.AgentSdk.Extensions.AI/README.md")]
    public void The_documentation_holds_what_compiles_here(string page)
    {
        string source = Unindented(File.ReadAllText(Path.Combine(Root(), "tests/LiteLlm.AgentSdk.Extensions.AI.Tests/Snippets.cs")));

        string[] blocks = [.. Block().Matches(File.ReadAllText(Path.Combine(Root(), page)).ReplaceLineEndings("\n")).Select(m => m.Groups["code"].Value)];

        blocks.Should().NotBeEmpty();
        blocks.Should().AllSatisfy(block => source.Should().Contain(Unindented(block)));
    }

    [Fact]
    public async Task It_runs()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();

        await Snippets.OneSessionAsync(session);
        await Snippets.HistoryAsync(session);
        await Snippets.ConversationsAsync(lap.Agent);
        await Snippets.ReadmeAsync(lap.Agent);
        await Snippets.OptionsAsync(session);
        await Snippets.ElsewhereAsync(session, lap.Client);

        lap.Turns.Should().HaveCount(10);
    }

    [Fact]
    public async Task The_services_hold_a_chat_client()
    {
        await using Lap lap = await Lap.StartAsync();
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AgentPlatform:BaseUrl"] = lap.Platform.BaseUrl.OriginalString,
            ["AgentPlatform:ApiKey"] = lap.Platform.ApiKey,
        }).Build();
        ServiceCollection services = new();

        Snippets.Services(services, configuration, lap.Agent.Id);

        await using ServiceProvider provider = services.BuildServiceProvider();
        IChatClient chat = provider.GetRequiredService<IChatClient>();
        provider.GetRequiredService<IChatClient>().Should().BeSameAs(chat);
        (await chat.GetResponseAsync("hello")).Text.Should().Be("echo: hello");
    }

    private static string Unindented(string code) => string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LiteLlm.AgentSdk.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"LiteLlm.AgentSdk.sln is in no folder above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}

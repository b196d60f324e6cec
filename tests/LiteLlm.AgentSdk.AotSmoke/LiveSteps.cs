using LiteLlm.AgentSdk.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LiteLlm.AgentSdk.AotSmoke;

/// <summary>The main steps against a platform in this process: creates, sends, streams, follows, cleans up.</summary>
internal static class LiveSteps
{
    public static async Task RunAsync()
    {
        LocalAgentPlatformOptions options = new() { Script = Answer };
        await using LocalAgentPlatform local = await LocalAgentPlatform.StartAsync(options);
        foreach (HarnessId harness in (HarnessId[])[HarnessId.ClaudeAgentSdk, HarnessId.OpenCode])
        {
            using AgentPlatformClient platform = local.CreateClient();
            await TalkAsync(platform, harness);
        }

        await TypeAsync(local);
        await InjectedAsync(local);
    }

    private static async Task TypeAsync(LocalAgentPlatform local)
    {
        using AgentPlatformClient platform = local.CreateClient();
        Agent agent = await platform.Agents.CreateAsync(new() { Model = "m", HarnessId = HarnessId.ClaudeCode });
        Session session = await agent.CreateSessionAsync();
        await using Terminal terminal = await session.OpenTerminalAsync(new() { Columns = 120, Rows = 40 });
        await terminal.WriteAsync("hello\rexit\r");
        string screen = "";
        await foreach (string text in terminal.ReadTextAsync())
        {
            screen += text;
        }

        Check.That(screen.Contains("[120x40]", StringComparison.Ordinal), $"the terminal has its size: {screen}");
        Check.That(screen.Contains("echo: hello", StringComparison.Ordinal), $"keystrokes go in and the screen comes out: {screen}");
        Check.That((await terminal.Completion).Reason == TerminalEndReason.ProgramEnded, "the program's end is told");
        await agent.DeleteAsync();
        Console.WriteLine("live: terminal ok");
    }

    private static async Task TalkAsync(AgentPlatformClient platform, HarnessId harness)
    {
        Agent agent = await platform.Agents.CreateAsync(new()
        {
            Name = $"aot {harness}",
            Model = "m",
            HarnessId = harness,
            EnvVars = new() { ["A_KEY"] = "a value" },
        });
        Check.That(agent.EnvVars["A_KEY"] == "a value", "environment variables come back");

        Session session = await agent.CreateSessionAsync(new() { InitialPrompt = "first" });
        Check.That((await session.WaitForInitialReplyAsync()).Text == "you said: first", "the initial prompt is answered");

        Reply reply = await session.SendAsync("tool");
        Check.That(reply.Parts.OfType<ToolPart>().Single().State.Output == "hi", "a blocking send brings the tool's part");

        string text = "";
        Reply? completed = null;
        await foreach (TurnUpdate update in session.SendStreamingAsync("tool again"))
        {
            text += update.Text;
            completed = (update as TurnCompleted)?.Reply;
        }

        Check.That(text == "you said: tool again", $"the deltas add up: {text}");
        Check.That(completed?.Parts.OfType<ToolPart>().Count() == 1, "the streamed reply is whole");
        Check.That((await session.GetMessagesAsync()).Count >= 6, "the thread holds all turns");
        Check.That((await session.GetLogAsync()).Count > 0, "the timeline is there");
        await session.TerminateAsync();
        await agent.DeleteAsync();
        Console.WriteLine($"live: {harness} ok");
    }

    private static async Task InjectedAsync(LocalAgentPlatform local)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AgentPlatform:BaseUrl"] = local.BaseUrl.ToString(),
            ["AgentPlatform:ApiKey"] = local.ApiKey,
            ["AgentPlatform:TurnTimeout"] = "00:20:00",
            ["AgentPlatform:Retry:MaxRetries"] = "1",
            ["AgentPlatform:ExtraHeaders:X-Team"] = "aot",
        }).Build();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddAgentPlatform(configuration.GetSection("AgentPlatform"));
        await using ServiceProvider provider = services.BuildServiceProvider();
        Agent agent = await provider.GetRequiredService<AgentPlatformClient>().Agents.CreateAsync(new() { Model = "m" });
        Check.That(local.ReceivedRequests[^1].Headers.GetValueOrDefault("X-Team") == "aot", "configuration binds without reflection");
        await agent.DeleteAsync();
        Console.WriteLine("live: dependency injection ok");
    }

    private static async IAsyncEnumerable<TurnStep> Answer(LocalTurn turn)
    {
        await Task.CompletedTask;
        if (turn.Text.StartsWith("tool", StringComparison.Ordinal))
        {
            yield return TurnStep.Tool("Bash", """{"command":"echo hi"}""", "hi");
        }

        yield return TurnStep.Text($"you said: {turn.Text}");
    }
}

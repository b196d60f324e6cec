using LiteLlm.AgentSdk.Testing;

namespace LiteLlm.AgentSdk.Cli.Tests.Screens;

/// <summary>A local platform with a session, and a terminal in which <c>lap</c> is used with it.</summary>
internal sealed class LapScreen : IAsyncDisposable
{
    private LapScreen(LocalAgentPlatform platform, AgentPlatformClient client, Session session, TmuxScreen screen)
    {
        Platform = platform;
        Client = client;
        Session = session;
        Screen = screen;
    }

    public LocalAgentPlatform Platform { get; }

    public AgentPlatformClient Client { get; }

    public Session Session { get; }

    public TmuxScreen Screen { get; }

    public static async Task<LapScreen> StartAsync(
        LocalAgentPlatformOptions options, HarnessId? harness = null, bool ready = true, int columns = 80, int rows = 24, params (string Name, string Value)[] environment)
    {
        LocalAgentPlatform platform = await LocalAgentPlatform.StartAsync(options);
        AgentPlatformClient client = platform.CreateClient();
        Agent agent = await client.Agents.CreateAsync(new() { Model = "anthropic/claude-haiku-4-5", HarnessId = harness ?? HarnessId.ClaudeAgentSdk });
        Session session = await agent.CreateSessionAsync(new() { WaitUntilReady = ready });
        return new LapScreen(platform, client, session, await TmuxScreen.StartAsync(columns, rows, environment));
    }

    /// <summary>The command that opens the session's chat.</summary>
    public string Chat(string options = "") => Command("__chat", options);

    /// <summary>The command that opens the session's terminal.</summary>
    public string Terminal() => Command("__terminal", "");

    public async ValueTask DisposeAsync()
    {
        await Screen.DisposeAsync();
        Client.Dispose();
        await Platform.DisposeAsync();
    }

    private string Command(string command, string options)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "lap.dll");
        return $"dotnet '{program}' {command} {Platform.BaseUrl} {Platform.ApiKey} {Session.Id} {options}".TrimEnd();
    }
}

namespace LiteLlm.AgentSdk.AspNetCore.Tests.Support;

/// <summary>A local platform with a ready session.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private Platform(LocalAgentPlatform lap, AgentPlatformClient client, Session session)
    {
        Lap = lap;
        Client = client;
        Session = session;
    }

    public LocalAgentPlatform Lap { get; }

    public AgentPlatformClient Client { get; }

    public Session Session { get; }

    public static async Task<Platform> StartAsync(Func<LocalTurn, IAsyncEnumerable<TurnStep>>? script = null, HarnessId? harness = null)
    {
        LocalAgentPlatformOptions options = new() { Script = script ?? DemoScript.RunAsync };
        options.StartupPhases.Clear();
        LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(options);
        AgentPlatformClient client = lap.CreateClient(static options => options.Retry.MaxRetries = 0);
        Agent agent =
            await client.Agents.CreateAsync(new() { Model = "claude-haiku-4-5", HarnessId = harness ?? HarnessId.ClaudeAgentSdk });
        return new Platform(lap, client, await agent.CreateSessionAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Lap.DisposeAsync();
    }
}

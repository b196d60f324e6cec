using LiteLlm.AgentSdk.Testing;

namespace LiteLlm.AgentSdk.Tests.Terminals;

/// <summary>A local platform with one session of a terminal harness.</summary>
internal sealed class TerminalPlatform : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TerminalPlatform(LocalAgentPlatform lap, AgentPlatformClient client, Session session)
    {
        Lap = lap;
        Client = client;
        Session = session;
    }

    public LocalAgentPlatform Lap { get; }

    public AgentPlatformClient Client { get; }

    public Session Session { get; }

    public static async Task<TerminalPlatform> StartAsync(
        Func<LocalTerminal, Task>? program = null, Action<AgentPlatformOptions>? configure = null, string harness = "claude-code",
            bool ready = true, Action<LocalAgentPlatformOptions>? local = null)
    {
        LocalAgentPlatformOptions options = new();
        if (ready)
        {
            options.StartupPhases.Clear();
        }

        options.Terminal = program ?? options.Terminal;
        local?.Invoke(options);
        LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(options);
        AgentPlatformClient client = lap.CreateClient(configure);
        Agent agent = await client.Agents.CreateAsync(new() { Model = "m", HarnessId = harness });
        Session session = await agent.CreateSessionAsync(new() { WaitUntilReady = false });
        if (ready)
        {
            // Waits for a signal, since the client's clock may stand still.
            await lap.WaitForStatusAsync(session.Id, "ready").WaitAsync(Patience);
            await session.RefreshAsync();
        }

        return new TerminalPlatform(lap, client, session);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Lap.DisposeAsync();
    }
}

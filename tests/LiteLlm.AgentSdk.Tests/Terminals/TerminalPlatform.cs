using System.Text;
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
        Func<LocalTerminal, Task>? program = null, Action<AgentPlatformOptions>? configure = null, string harness = "claude-code", bool ready = true, Action<LocalAgentPlatformOptions>? local = null)
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

        // Made with a client of its own: the test's may have a clock that stands still, and nobody would ask again whether the session is ready.
        using AgentPlatformClient maker = lap.CreateClient();
        Agent agent = await maker.Agents.CreateAsync(new() { Model = "m", HarnessId = harness });
        Session made = await agent.CreateSessionAsync(new() { WaitUntilReady = ready });
        return new TerminalPlatform(lap, client, await client.Sessions.GetAsync(made.Id));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Lap.DisposeAsync();
    }
}

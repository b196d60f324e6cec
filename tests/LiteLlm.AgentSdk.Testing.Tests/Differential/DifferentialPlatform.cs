using LiteLlm.AgentSdk.Testing.Tests.Support;

namespace LiteLlm.AgentSdk.Testing.Tests.Differential;

/// <summary>The platform that all rows share.</summary>
public sealed class DifferentialPlatform : IAsyncLifetime
{
    private readonly LocalAgentPlatformOptions _options = new();

    internal LocalAgentPlatform Lap { get; private set; } = null!;

    public async Task InitializeAsync() => Lap = await LocalAgentPlatform.StartAsync(_options);

    public async Task DisposeAsync() => await Lap.DisposeAsync();

    /// <summary>Sets whether new sessions are ready at once or stay in creation.</summary>
    internal void StartSessions(bool atOnce)
    {
        _options.StartupPhases.Clear();
        if (!atOnce)
        {
            _options.StartupPhases.Add(new StartupPhase("creating_sandbox", TimeSpan.FromHours(1)));
        }
    }

    internal Task WhenReadyAsync(string session) => Lap.WaitForStatusAsync(session, "ready").WaitAsync(Caller.Patience);
}

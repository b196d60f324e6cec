using LiteLlm.AgentSdk.Testing.Tests.Support;

namespace LiteLlm.AgentSdk.Testing.Tests.Differential;

/// <summary>One platform for all rows.</summary>
public sealed class DifferentialPlatform : IAsyncLifetime
{
    private readonly LocalAgentPlatformOptions _options = new();

    internal LocalAgentPlatform Lap { get; private set; } = null!;

    public async Task InitializeAsync() => Lap = await LocalAgentPlatform.StartAsync(_options);

    public async Task DisposeAsync() => await Lap.DisposeAsync();

    /// <summary>New sessions are ready at once, or stay in their creation.</summary>
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

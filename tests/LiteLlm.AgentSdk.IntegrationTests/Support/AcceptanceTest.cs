namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>
/// The base class of tests that run against the platform. The resources that a test creates are deleted after the test, even if it fails.
/// </summary>
[Collection(PlatformCollectionDefinition.Name)]
public abstract class AcceptanceTest(PlatformFixture platform) : IAsyncLifetime
{
    /// <summary>The harness name in the row of a theory that is skipped because no harness is configured.</summary>
    internal const string NoHarness = "none";

    private readonly Stack<Func<Task>> _cleanup = [];

    protected PlatformFixture Platform { get; } = platform;

    protected AgentPlatformClient Client => Platform.Client;

    /// <summary>Gets the rows of theories that run once for each harness that accepts messages.</summary>
    public static TheoryData<string> Harnesses => Names(AcceptanceSettings.Current.MessageHarnesses);

    /// <summary>Gets the rows of theories that run once for each harness that has a terminal and accepts no messages.</summary>
    public static TheoryData<string> Terminals => Names(AcceptanceSettings.Current.TerminalHarnesses);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Cleanup.RunAsync(_cleanup);

    /// <summary>Registers a cleanup step that runs after the test. The step that was registered last runs first.</summary>
    protected void Afterwards(Func<Task> cleanup) => _cleanup.Push(cleanup);

    /// <summary>Creates an agent that is deleted after the test.</summary>
    protected async Task<Agent> CreateAgentAsync(AgentCreateOptions? options = null)
    {
        Agent agent = await Client.Agents.CreateAsync(options
            ?? Harness.AgentOptions(HarnessId.ClaudeAgentSdk, Platform.Name("agent"), Platform.Settings.Model));
        Afterwards(() => agent.DeleteAsync());
        return agent;
    }

    /// <summary>Creates a session of the harness's agent. The session is ended after the test.</summary>
    private protected async Task<Session> CreateSessionAsync(Harness harness, SessionCreateOptions? options = null) =>
        await CreateSessionAsync(harness.Agent, options);

    /// <summary>Creates a session. The session is ended after the test.</summary>
    protected async Task<Session> CreateSessionAsync(Agent agent, SessionCreateOptions? options = null)
    {
        Session session = await agent.CreateSessionAsync(options);
        Afterwards(() => session.TerminateAsync());
        return session;
    }

    /// <summary>
    /// Returns the shared session of the first available harness, for calls that do not depend on the harness. If none is available, the
    /// test is skipped.
    /// </summary>
    private protected async Task<Session> AnySessionAsync()
    {
        List<string> reasons = [];
        foreach (HarnessId harness in Platform.Settings.MessageHarnesses)
        {
            try
            {
                return (await Platform.HarnessAsync(harness.Value)).Session;
            }
            catch (SkipException exception)
            {
                reasons.Add(exception.Message);
            }
        }

        Need.GiveUp(string.Join("; ", reasons));

        // Unreachable, because GiveUp always throws. The compiler requires it.
        throw new InvalidOperationException();
    }

    /// <summary>
    /// Returns one row for each harness. If there are none, returns the row <see cref="NoHarness"/>, which tests skip, because xUnit fails
    /// a theory without rows.
    /// </summary>
    private static TheoryData<string> Names(IEnumerable<HarnessId> harnesses) =>
        [.. harnesses.Select(static harness => harness.Value).DefaultIfEmpty(NoHarness)];
}

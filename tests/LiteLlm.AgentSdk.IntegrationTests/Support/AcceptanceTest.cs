namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>A test against the platform. The resources that it creates are deleted afterwards, even if it fails.</summary>
[Collection(PlatformCollectionDefinition.Name)]
public abstract class AcceptanceTest(PlatformFixture platform) : IAsyncLifetime
{
    internal const string NoHarness = "none";

    private readonly Stack<Func<Task>> _cleanup = [];

    protected PlatformFixture Platform { get; } = platform;

    protected AgentPlatformClient Client => Platform.Client;

    /// <summary>Gets the harnesses that accept messages, for theories.</summary>
    public static TheoryData<string> Harnesses => Names(AcceptanceSettings.Current.MessageHarnesses);

    /// <summary>Gets the harnesses that are terminals, for theories.</summary>
    public static TheoryData<string> Terminals => Names(AcceptanceSettings.Current.TerminalHarnesses);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Cleanup.RunAsync(_cleanup);

    protected void Afterwards(Func<Task> cleanup) => _cleanup.Push(cleanup);

    /// <summary>Creates an agent that is deleted after the test.</summary>
    protected async Task<Agent> CreateAgentAsync(AgentCreateOptions? options = null)
    {
        Agent agent = await Client.Agents.CreateAsync(options
            ?? Harness.AgentOptions(HarnessId.ClaudeAgentSdk, Platform.Name("agent"), Platform.Settings.Model));
        Afterwards(() => agent.DeleteAsync());
        return agent;
    }

    /// <summary>Creates a session of the harness's agent that is ended after the test.</summary>
    private protected async Task<Session> CreateSessionAsync(Harness harness, SessionCreateOptions? options = null) =>
        await CreateSessionAsync(harness.Agent, options);

    /// <summary>Creates a session that is ended after the test.</summary>
    protected async Task<Session> CreateSessionAsync(Agent agent, SessionCreateOptions? options = null)
    {
        Session session = await agent.CreateSessionAsync(options);
        Afterwards(() => session.TerminateAsync());
        return session;
    }

    /// <summary>Returns a shared session of a harness, for calls that do not depend on the harness.</summary>
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
        throw new InvalidOperationException();
    }

    /// <summary>Returns the rows of a theory. Without a harness one row is skipped, since a theory without rows fails.</summary>
    private static TheoryData<string> Names(IEnumerable<HarnessId> harnesses) =>
        [.. harnesses.Select(static harness => harness.Value).DefaultIfEmpty(NoHarness)];
}

using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Stubs;

namespace LiteLlm.AgentSdk.Tests.Telemetry;

/// <summary>A local platform with one agent and one session. Tests run the operations of <see cref="Operations"/> on it.</summary>
internal sealed class OperationScene : IAsyncDisposable
{
    private readonly LocalAgentPlatform _lap;

    private OperationScene(LocalAgentPlatform lap, AgentPlatformClient client, Agent agent, Session session, CapturingLoggerProvider logs)
    {
        _lap = lap;
        Client = client;
        Agent = agent;
        Session = session;
        Logs = logs;
    }

    public AgentPlatformClient Client { get; }

    public AgentPlatformOptions Options => new() { BaseUrl = _lap.BaseUrl, ApiKey = _lap.ApiKey };

    public Agent Agent { get; }

    public Session Session { get; }

    /// <summary>
    /// Gets the logger provider that records all log entries of <see cref="Client"/>. It already contains the entries of the two calls that
    /// read the agent and the session.
    /// </summary>
    public CapturingLoggerProvider Logs { get; }

    /// <summary>Starts a local platform, and creates the agent and the session on it.</summary>
    public static async Task<OperationScene> SetAsync()
    {
        LocalAgentPlatformOptions options = new()
        {
            StoresArtifacts = true,
            ExecuteCommand = static _ => Task.FromResult("done"),
            ReadFile = static _ => Task.FromResult("text"),
            Integration = new LocalIntegration(),
        };
        options.Templates.Add(new LocalTemplate { Id = "t", Name = "Template" });
        LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(options);

        // This client has no logger, so the creation of the agent and the session is not recorded.
        using AgentPlatformClient quiet = lap.CreateClient();
        string agent = (await quiet.Agents.CreateAsync(new() { Model = "m", Name = "a", TemplateId = "t" })).Id;
        string session = (await quiet.Sessions.CreateAsync(agent)).Id;

        CapturingLoggerProvider logs = new();
        AgentPlatformClient client = new(new AgentPlatformOptions { BaseUrl = lap.BaseUrl, ApiKey = lap.ApiKey }, logs.CreateFactory());
        OperationScene scene = new(lap, client, await client.Agents.GetAsync(agent), await client.Sessions.GetAsync(session), logs);
        return scene;
    }

    /// <summary>Creates an agent with a terminal harness, and returns a session of that agent.</summary>
    public async Task<Session> TerminalSessionAsync()
    {
        Agent agent = await Client.Agents.CreateAsync(new() { Model = "m", HarnessId = HarnessId.ClaudeCode });
        return await agent.CreateSessionAsync();
    }

    /// <summary>Runs a turn to its end, and returns the checkpoint that was created after its first update.</summary>
    public async Task<TurnCheckpoint> TokenAsync()
    {
        TurnCheckpoint? token = null;
        await foreach (TurnUpdate update in Session.SendStreamingAsync("hello"))
        {
            token ??= update.CreateCheckpoint();
        }

        return token!;
    }

    /// <summary>Opens a stream, runs a turn, and waits until the stream has delivered its first item.</summary>
    public async Task FollowAsync<T>(IAsyncEnumerable<T> events)
    {
        await using IAsyncEnumerator<T> reader = events.GetAsyncEnumerator();
        Task<bool> first = reader.MoveNextAsync().AsTask();
        await _lap.WaitForOpenStreamsAsync(1);
        await Session.SendAsync("hello");
        await first;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _lap.DisposeAsync();
    }
}

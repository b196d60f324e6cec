using System.Collections.Concurrent;

namespace LiteLlm.AgentSdk.Extensions.AI.Tests.Support;

/// <summary>
/// A platform in this process with an agent that plays <see cref="DemoScript"/> and a few more turns. It records the messages that it
/// receives.
/// </summary>
internal sealed class Lap : IAsyncDisposable
{
    public const string Model = "anthropic/claude-haiku-4-5";

    /// <summary>Longer than any operation here takes, so that a hanging test fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<LocalTurn> _turns = new();

    private Lap()
    {
    }

    public static TheoryData<string> Harnesses => ["claude-agent-sdk", "opencode"];

    public LocalAgentPlatform Platform { get; private set; } = null!;

    public AgentPlatformClient Client { get; private set; } = null!;

    public Agent Agent { get; private set; } = null!;

    /// <summary>Gets the turns in the order in which the agent received them.</summary>
    public IReadOnlyList<LocalTurn> Turns => [.. _turns];

    public static async Task<Lap> StartAsync(string harness = "claude-agent-sdk", Action<AgentPlatformOptions>? configure = null)
    {
        Lap lap = new();
        LocalAgentPlatformOptions options = new() { Script = lap.PlayAsync };
        options.StartupPhases.Clear();
        lap.Platform = await LocalAgentPlatform.StartAsync(options);
        lap.Client = lap.CreateClient(configure);
        lap.Agent = await lap.CreateAgentAsync("tested", harness);
        return lap;
    }

    /// <summary>Creates a client that shares nothing with others, like a client in another process.</summary>
    public AgentPlatformClient CreateClient(Action<AgentPlatformOptions>? configure = null) =>
        Platform.CreateClient(o =>
        {
            o.Healing = new HealingOptions { BaseDelay = TimeSpan.FromMilliseconds(1) };
            configure?.Invoke(o);
        });

    public Task<Agent> CreateAgentAsync(string name, string harness = "claude-agent-sdk") => Client.Agents.CreateAsync(
        new() { Model = Model, Name = name, Prompt = name + " of a test\nBe brief.", HarnessId = harness });

    /// <summary>Gets a task that completes when a turn waits.</summary>
    public Task Held => _held.Task;

    /// <summary>Releases the turns that wait.</summary>
    public void Release() => _release.TrySetResult();

    public int TurnsStarted => Platform.Counters.TurnsStarted;

    public int MessagesReceived =>
        Platform.ReceivedRequests.Count(r => r.Method == "POST"
        && (r.Path.EndsWith("/message", StringComparison.Ordinal) || r.Path.EndsWith("/message_stream", StringComparison.Ordinal)));

    public int SessionsCreated =>
        Platform.ReceivedRequests.Count(r => r.Method == "POST" && r.Path.EndsWith("/session", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Release();
        Client.Dispose();
        await Platform.DisposeAsync();
    }

    private async IAsyncEnumerable<TurnStep> PlayAsync(LocalTurn turn)
    {
        _turns.Enqueue(turn);
        if (turn.Text.StartsWith("JSON ", StringComparison.Ordinal))
        {
            // Answers with the rest of the line, like a model that was asked for JSON.
            yield return TurnStep.Text("Let me see.");
            yield return TurnStep.Tool("Read", "{}", "read");
            yield return TurnStep.Text(turn.Text.Split('\n')[0][5..].Replace("\\n", "\n", StringComparison.Ordinal));
            yield break;
        }

        if (turn.Text.Contains("HOLD", StringComparison.Ordinal))
        {
            yield return TurnStep.Text("begun ");
            _held.TrySetResult();
            yield return TurnStep.Wait(_release.Task);
        }

        if (turn.Text.Contains("BROKEN", StringComparison.Ordinal))
        {
            yield return TurnStep.ToolFailure("Read", """{"path":"/none","limit":1.50}""", "no such file");
        }

        await foreach (TurnStep step in DemoScript.RunAsync(turn))
        {
            yield return step;
        }
    }
}

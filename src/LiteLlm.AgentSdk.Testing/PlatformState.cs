using System.Collections.Concurrent;
using LiteLlm.AgentSdk.Testing.Admin;
using LiteLlm.AgentSdk.Testing.AgentIssues;
using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Artifacts;
using LiteLlm.AgentSdk.Testing.Automations;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Memories;
using LiteLlm.AgentSdk.Testing.Projects;
using LiteLlm.AgentSdk.Testing.Sessions;
using LiteLlm.AgentSdk.Testing.Skills;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>The data of the platform.</summary>
internal sealed class PlatformState(LocalAgentPlatformOptions options) : IDisposable
{
    public const string SandboxUrl = "http://127.0.0.1:4096";

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, byte> _tasks = new();
    private readonly ConcurrentQueue<Exception> _scriptExceptions = new();
    private PlatformCounters? _counters;
    private FaultPlan? _faults;
    private AutomationScheduler? _automations;
    private int _turns;

    public LocalAgentPlatformOptions Options => options;

    public bool IsProxy => options.Generation == PlatformGeneration.Proxy;

    public TimeProvider Time => options.TimeProvider;

    public Ids Ids { get; } = new(options.TimeProvider);

    public Signal Signal { get; } = new();

    // The first requests can be concurrent, and must get the same instance.
    public PlatformCounters Counters => _counters ?? LazyInitializer.EnsureInitialized(ref _counters, () => new PlatformCounters(Signal));

    public FaultPlan Faults => _faults ?? LazyInitializer.EnsureInitialized(ref _faults, () => new FaultPlan(Signal));

    public Store<AgentRecord> Agents { get; } = new();

    public Store<SessionState> Sessions { get; } = new();

    public Store<SkillRecord> Skills { get; } = new();

    public Store<ProjectRecord> Projects { get; } = new();

    public Store<MemoryRecord> Memories { get; } = new();

    public Store<IssueRecord> AgentIssues { get; } = new();

    public ConcurrentDictionary<string, StoredArtifact> Artifacts { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the event buses of the harnesses, one for each kind.</summary>
    public HarnessBus Bus { get; } = new();

    public AutomationScheduler Automations => LazyInitializer.EnsureInitialized(ref _automations, () => new AutomationScheduler(this));

    /// <summary>Gets or sets a value indicating whether an operator has enabled the server of the inline harnesses.</summary>
    public bool HasInlineHarness { get; set; }

    /// <summary>Gets the agents that reply in workspaces of external services.</summary>
    public Store<IntegrationBindingRecord> Bindings { get; } = new();

    public Uri BaseUrl { get; set; } = new("http://127.0.0.1/");

    public CancellationToken Stopping => _stopping.Token;

    public LocalTemplate? Template(string id) => options.Templates.FirstOrDefault(template => template.Id == id);

    public int NextTurnIndex() => Interlocked.Increment(ref _turns) - 1;

    /// <summary>Gets a copy of the exceptions that scripts have thrown.</summary>
    public IReadOnlyList<Exception> ScriptExceptions => [.. _scriptExceptions];

    public void ScriptFailed(Exception exception) => _scriptExceptions.Enqueue(exception);

    /// <summary>Runs background work until it ends or the platform stops.</summary>
    public void Track(Func<Task> work)
    {
        Task task = Task.Run(async () =>
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            catch (Exception)
            {
                // Failures of background work are only visible in the session's state.
            }
        });
        _tasks.TryAdd(task, 0);
        _ = task.ContinueWith(
            done => _tasks.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Sessions.All().ToList().ForEach(session => session.Stop());
    }

    /// <summary>Deletes an agent, and marks it for its sessions.</summary>
    public bool Delete(AgentRecord agent)
    {
        agent.Deleted = true;
        return Agents.Remove(agent.Id);
    }

    /// <summary>Completes when no background work runs.</summary>
    public async Task WaitUntilIdleAsync()
    {
        await Task.WhenAll(_tasks.Keys).ConfigureAwait(false);
        await Signal.WaitUntilAsync(
            () => Counters.TurnsStarted == Counters.TurnsEnded && Sessions.All().All(session => session.IsQuiet),
            CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (SessionState session in Sessions.All())
        {
            session.Dispose();
        }

        _automations?.Dispose();
        _stopping.Dispose();
    }
}

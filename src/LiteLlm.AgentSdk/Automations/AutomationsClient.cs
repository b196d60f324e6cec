using System.Globalization;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// What the platform has an agent do by the clock: <see cref="Agent.Automations"/>, or <see cref="AgentsClient.GetAutomationsClient"/>
/// where only the agent's id is known.
/// </summary>
public class AutomationsClient
{
    private readonly PlatformTransport? _transport;
    private readonly string _agentId = "";

    /// <summary>
    /// Initializes a new instance of the <see cref="AutomationsClient"/> class. For derived classes in tests: override what the test needs.
    /// </summary>
    protected AutomationsClient()
    {
    }

    internal AutomationsClient(PlatformTransport transport, string agentId)
    {
        _transport = transport;
        _agentId = agentId;
    }

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Lists the agent's automations (<c>GET /agents/{id}/automations</c>), with one request.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The automations, the oldest first, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent; thrown while the list is enumerated.</exception>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (Automation automation in agent.Automations.ListAsync())
    ///     Console.WriteLine($"{automation.Name} runs next at {automation.NextRunAt}");
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<Automation> ListAsync(CancellationToken cancellationToken = default) =>
        Transport.List<Automation>(ApiPath.Of($"agents/{_agentId}/automations"), cancellationToken);

    /// <summary>Creates an automation (<c>POST /agents/{id}/automations</c>).</summary>
    /// <param name="options">What it is to be; instruction and cron expression are required.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The automation.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// Something breaks the platform's rules, the cron expression is none (400), or it never fires (422); all problems at once, before
    /// anything is sent where the SDK knows the rule.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    /// <exception cref="AgentPlatformException">
    /// Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether it may have been done.
    /// </exception>
    /// <example>
    /// <code>
    /// Automation daily = await agent.Automations.CreateAsync(new() { Instruction = "Triage the new issues.", CronExpr = "0 9 * * 1-5" });
    /// Console.WriteLine(daily.NextRunAt);
    /// </code>
    /// </example>
    public virtual Task<Automation> CreateAsync(AutomationCreateOptions options, CancellationToken cancellationToken = default)
    {
        AutomationRules.ThrowIfInvalid(options);
        return Transport.PostAsync<Automation>(
            ApiPath.Of($"agents/{_agentId}/automations"), RecordReader.Body(options), cancellationToken);
    }

    /// <summary>Changes the fields of an automation that are set (<c>PATCH /agents/{id}/automations/{automation_id}</c>).</summary>
    /// <param name="automationId">Its id.</param>
    /// <param name="options">What to change.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The automation as it is now.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// Something breaks the platform's rules, the cron expression is none (400), or it never fires (422); all problems at once, before
    /// anything is sent where the SDK knows the rule.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such automation, or no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Automation> UpdateAsync(string automationId, AutomationUpdateOptions options,
        CancellationToken cancellationToken = default)
    {
        AutomationRules.ThrowIfInvalid(options);
        return Transport.PatchAsync<Automation>(ApiPath.Of($"agents/{_agentId}/automations/{automationId}"),
            RecordReader.Body(options, "name", options.ClearName), cancellationToken);
    }

    /// <summary>Deletes an automation (<c>DELETE /agents/{id}/automations/{automation_id}</c>).</summary>
    /// <param name="automationId">Its id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="AgentPlatformNotFoundException">There is no such automation, or no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task DeleteAsync(string automationId, CancellationToken cancellationToken = default) =>
        Transport.DeleteAsync(ApiPath.Of($"agents/{_agentId}/automations/{automationId}"), cancellationToken);

    /// <summary>
    /// Runs an automation now (<c>POST /agents/{id}/automations/{automation_id}/run</c>), also one that is disabled. Each call starts a
    /// session and a turn of its own.
    /// </summary>
    /// <param name="automationId">Its id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The run, as it begins.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such automation, or no such agent.</exception>
    /// <exception cref="AgentPlatformException">
    /// Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether it may have been done.
    /// </exception>
    public virtual Task<AutomationRun> RunAsync(string automationId, CancellationToken cancellationToken = default) =>
        Transport.PostAsync<AutomationRun>(ApiPath.Of($"agents/{_agentId}/automations/{automationId}/run"), body: null, cancellationToken);

    /// <summary>Lists the runs of the agent's automations (<c>GET /agents/{id}/automation-runs</c>), with one request.</summary>
    /// <param name="options">How many runs.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The runs, the newest first, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformValidationException">The limit is out of range; thrown by this call.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent; thrown while the list is enumerated.</exception>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (AutomationRun run in agent.Automations.ListRunsAsync(new() { Limit = 10 }))
    ///     Console.WriteLine($"{run.Id} {run.Status}");
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<AutomationRun> ListRunsAsync(
        AutomationRunListOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AutomationRunListOptions();
        AutomationRules.ThrowIfInvalid(options);
        ApiPath path = ApiPath.Query(
            ApiPath.Of($"agents/{_agentId}/automation-runs"), ("limit", options.Limit?.ToString(CultureInfo.InvariantCulture)));
        return Transport.List<AutomationRun>(path, cancellationToken);
    }

    /// <summary>Gets a run, with what the agent was told (<c>GET /agents/{id}/automation-runs/{run_id}</c>).</summary>
    /// <param name="runId">Its id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The run.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such run, or no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<AutomationRun> GetRunAsync(string runId, CancellationToken cancellationToken = default) =>
        Transport.GetAsync<AutomationRun>(ApiPath.Of($"agents/{_agentId}/automation-runs/{runId}"), cancellationToken);
}

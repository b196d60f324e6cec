using System.Globalization;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Provides the calls for an agent's automations, which are tasks that the platform starts on a schedule. Get it from
/// <see cref="Agent.Automations"/>, or <see cref="AgentsClient.GetAutomationsClient"/> if only the agent's id is known.
/// </summary>
public class AutomationsClient
{
    private readonly PlatformTransport? _transport;
    private readonly string _agentId = "";

    /// <summary>
    /// Initializes a new instance of the <see cref="AutomationsClient"/> class for mocking. A derived class in a test overrides the members
    /// that the test uses.
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
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist; thrown while the list is enumerated.</exception>
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
    /// <param name="options">The automation's settings; the instruction and the cron expression are required.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The automation.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// An option breaks a rule of the platform, or the cron expression is not valid (400) or never occurs (422). The exception lists all
    /// problems. If the SDK knows the rule, nothing was sent.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">
    /// The request failed for another reason; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether it may have taken
    /// effect.
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

    /// <summary>
    /// Changes those fields of an automation that are set in the options (<c>PATCH /agents/{id}/automations/{automation_id}</c>).
    /// </summary>
    /// <param name="automationId">The id of the automation.</param>
    /// <param name="options">The fields to change.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The automation after the change.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// An option breaks a rule of the platform, or the cron expression is not valid (400) or never occurs (422). The exception lists all
    /// problems. If the SDK knows the rule, nothing was sent.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">The automation or the agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Automation> UpdateAsync(string automationId, AutomationUpdateOptions options,
        CancellationToken cancellationToken = default)
    {
        AutomationRules.ThrowIfInvalid(options);
        return Transport.PatchAsync<Automation>(ApiPath.Of($"agents/{_agentId}/automations/{automationId}"),
            RecordReader.Body(options, "name", options.ClearName), cancellationToken);
    }

    /// <summary>Deletes an automation (<c>DELETE /agents/{id}/automations/{automation_id}</c>).</summary>
    /// <param name="automationId">The id of the automation.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="AgentPlatformNotFoundException">The automation or the agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task DeleteAsync(string automationId, CancellationToken cancellationToken = default) =>
        Transport.DeleteAsync(ApiPath.Of($"agents/{_agentId}/automations/{automationId}"), cancellationToken);

    /// <summary>
    /// Runs an automation now (<c>POST /agents/{id}/automations/{automation_id}/run</c>), even if it is disabled. Each call starts a new
    /// session and a turn.
    /// </summary>
    /// <param name="automationId">The id of the automation.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The run, which has just started.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The automation or the agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">
    /// The request failed for another reason; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether it may have taken
    /// effect.
    /// </exception>
    public virtual Task<AutomationRun> RunAsync(string automationId, CancellationToken cancellationToken = default) =>
        Transport.PostAsync<AutomationRun>(ApiPath.Of($"agents/{_agentId}/automations/{automationId}/run"), body: null, cancellationToken);

    /// <summary>Lists the runs of the agent's automations (<c>GET /agents/{id}/automation-runs</c>), with one request.</summary>
    /// <param name="options">How many runs to list.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The runs, the newest first, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformValidationException">The limit is out of range; thrown by this call.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist; thrown while the list is enumerated.</exception>
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

    /// <summary>Gets a run, with the instruction for the agent (<c>GET /agents/{id}/automation-runs/{run_id}</c>).</summary>
    /// <param name="runId">The id of the run.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The run.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The run or the agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<AutomationRun> GetRunAsync(string runId, CancellationToken cancellationToken = default) =>
        Transport.GetAsync<AutomationRun>(ApiPath.Of($"agents/{_agentId}/automation-runs/{runId}"), cancellationToken);
}

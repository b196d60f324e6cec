namespace LiteLlm.AgentSdk;

/// <content>What hangs on an agent of which only the id is known.</content>
public partial class AgentsClient
{
    /// <summary>What an agent remembers over its sessions; see <see cref="Agent.Memories"/>. Asks nothing of the platform.</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <returns>A client of its memories.</returns>
    public virtual AgentMemoriesClient GetMemoriesClient(string agentId) => new(Transport, agentId);

    /// <summary>
    /// What the platform has an agent do by the clock; see <see cref="Agent.Automations"/>. Asks nothing of the platform.
    /// </summary>
    /// <param name="agentId">The agent's id.</param>
    /// <returns>A client of its automations.</returns>
    public virtual AutomationsClient GetAutomationsClient(string agentId) => new(Transport, agentId);

    /// <summary>What was found to be wrong with an agent; see <see cref="Agent.Issues"/>. Asks nothing of the platform.</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <returns>A client of its issues.</returns>
    public virtual AgentIssuesClient GetIssuesClient(string agentId) => new(Transport, agentId);

    /// <summary>Gives an agent a skill of the library (<c>POST /agents/{id}/skill</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="skillId">The skill's id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The agent, and the skill.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such skill, or no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<SkillAttachment> AttachSkillAsync(string agentId, string skillId, CancellationToken cancellationToken = default) =>
        SkillCalls.AttachAsync(Transport, agentId, skillId, cancellationToken);

    /// <summary>Gives an agent a skill that is written on the spot (<c>POST /agents/{id}/skill</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="options">The skill, and whether it is kept in the library.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The agent, and the skill where it is kept.</returns>
    /// <exception cref="AgentPlatformValidationException">Something breaks the platform's rules.</exception>
    /// <exception cref="AgentPlatformException">
    /// Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether the agent may have it.
    /// </exception>
    public virtual Task<SkillAttachment> AttachSkillAsync(string agentId, SkillAttachOptions options,
        CancellationToken cancellationToken = default) =>
        SkillCalls.AttachAsync(Transport, agentId, options, cancellationToken);

    /// <summary>Takes a skill away from an agent (<c>DELETE /agents/{id}/skill?skill_id=</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="skillId">The skill's id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The agent without it.</returns>
    /// <exception cref="ArgumentException">No skill is named: <see cref="DetachAllSkillsAsync"/> takes all away.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Agent> DetachSkillAsync(string agentId, string skillId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(skillId);
        return SkillCalls.DetachAsync(Transport, agentId, skillId, cancellationToken);
    }

    /// <summary>Takes all skills away from an agent (<c>DELETE /agents/{id}/skill</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The agent without them.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Agent> DetachAllSkillsAsync(string agentId, CancellationToken cancellationToken = default) =>
        SkillCalls.DetachAsync(Transport, agentId, null, cancellationToken);

    /// <summary>Brings an agent to the newest version of its template (<c>POST /agents/{id}/template</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>Which version it had, which it has, and whether anything was done.</returns>
    /// <exception cref="AgentPlatformValidationException">It was made from no template.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<TemplateSync> SyncTemplateAsync(string agentId, CancellationToken cancellationToken = default) =>
        AgentCalls.SyncTemplateAsync(Transport, agentId, cancellationToken);
}

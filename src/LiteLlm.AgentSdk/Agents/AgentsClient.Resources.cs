namespace LiteLlm.AgentSdk;

/// <content>The resources of an agent that is given by its id.</content>
public partial class AgentsClient
{
    /// <summary>Gets a client of an agent's memories; see <see cref="Agent.Memories"/>. Sends no request.</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <returns>A client of its memories.</returns>
    public virtual AgentMemoriesClient GetMemoriesClient(string agentId) => new(Transport, agentId);

    /// <summary>
    /// Gets a client of an agent's automations; see <see cref="Agent.Automations"/>. Sends no request.
    /// </summary>
    /// <param name="agentId">The agent's id.</param>
    /// <returns>A client of its automations.</returns>
    public virtual AutomationsClient GetAutomationsClient(string agentId) => new(Transport, agentId);

    /// <summary>Gets a client of the issues that were found with an agent; see <see cref="Agent.Issues"/>. Sends no request.</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <returns>A client of its issues.</returns>
    public virtual AgentIssuesClient GetIssuesClient(string agentId) => new(Transport, agentId);

    /// <summary>Attaches a skill of the library to an agent (<c>POST /agents/{id}/skill</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="skillId">The skill's id.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The agent, and the skill.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The skill or the agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<SkillAttachment> AttachSkillAsync(string agentId, string skillId, CancellationToken cancellationToken = default) =>
        SkillCalls.AttachAsync(Transport, agentId, skillId, cancellationToken);

    /// <summary>Attaches a skill with the given content to an agent (<c>POST /agents/{id}/skill</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="options">The skill, and whether to save it in the library.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The agent, and the skill if it was saved in the library.</returns>
    /// <exception cref="AgentPlatformValidationException">An option breaks a rule of the platform.</exception>
    /// <exception cref="AgentPlatformException">
    /// The request failed for another reason; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether the skill may have
    /// been attached.
    /// </exception>
    public virtual Task<SkillAttachment> AttachSkillAsync(string agentId, SkillAttachOptions options,
        CancellationToken cancellationToken = default) =>
        SkillCalls.AttachAsync(Transport, agentId, options, cancellationToken);

    /// <summary>Detaches a skill from an agent (<c>DELETE /agents/{id}/skill?skill_id=</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="skillId">The skill's id.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The agent after the change.</returns>
    /// <exception cref="ArgumentException">The skill's id is empty. To detach all skills, call
    /// <see cref="DetachAllSkillsAsync"/>.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Agent> DetachSkillAsync(string agentId, string skillId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(skillId);
        return SkillCalls.DetachAsync(Transport, agentId, skillId, cancellationToken);
    }

    /// <summary>Detaches all skills from an agent (<c>DELETE /agents/{id}/skill</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The agent after the change.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Agent> DetachAllSkillsAsync(string agentId, CancellationToken cancellationToken = default) =>
        SkillCalls.DetachAsync(Transport, agentId, null, cancellationToken);

    /// <summary>Updates an agent to the newest version of its template (<c>POST /agents/{id}/template</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The version before and after the call, and whether the agent was changed.</returns>
    /// <exception cref="AgentPlatformValidationException">The agent was not created from a template.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<TemplateSync> SyncTemplateAsync(string agentId, CancellationToken cancellationToken = default) =>
        AgentCalls.SyncTemplateAsync(Transport, agentId, cancellationToken);
}

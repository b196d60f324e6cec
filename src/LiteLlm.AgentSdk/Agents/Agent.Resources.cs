namespace LiteLlm.AgentSdk;

/// <content>The resources of an agent: skills, memories, automations, issues, integrations, its template.</content>
public partial class Agent
{
    /// <summary>Gets the client of the agent's memories, which all its sessions share.</summary>
    public virtual AgentMemoriesClient Memories => new(Transport, Id);

    /// <summary>Gets the client of the agent's automations: tasks that the platform starts on a schedule.</summary>
    public virtual AutomationsClient Automations => new(Transport, Id);

    /// <summary>Gets the client of the issues that were found with the agent.</summary>
    public virtual AgentIssuesClient Issues => new(Transport, Id);

    /// <summary>
    /// Binds the agent to a workspace of another service (<c>POST /agents/{id}/integrations/{provider}/bind</c>). From then on it answers
    /// only in this workspace of the service.
    /// </summary>
    /// <param name="providerId">The service's id, such as <c>slack</c>; see <see cref="AgentPlatformClient.Integrations"/>.</param>
    /// <param name="installId">The id of the workspace: <see cref="IntegrationInstall.InstallId"/>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The binding.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The workspace or the agent does not exist, or the platform is not configured for
    /// the service.</exception>
    /// <exception cref="AgentPlatformException">The request failed; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates
    /// whether the agent may have been bound.</exception>
    public virtual Task<IntegrationBinding> BindIntegrationAsync(string providerId, string installId,
        CancellationToken cancellationToken = default) =>
        IntegrationCalls.BindAsync(Transport, Id, providerId, installId, cancellationToken);

    /// <summary>Removes the agent's bindings to another service (<c>DELETE /agents/{id}/integrations/{provider}/bind</c>).</summary>
    /// <param name="providerId">The service's id, such as <c>slack</c>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The number of removed bindings; 0 if the agent was not bound.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The platform does not support the service, or is not configured for it.</exception>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    public virtual Task<int> UnbindIntegrationAsync(string providerId, CancellationToken cancellationToken = default) =>
        IntegrationCalls.UnbindAsync(Transport, Id, providerId, cancellationToken);

    /// <summary>Attaches a skill of the library to the agent (<c>POST /agents/{id}/skill</c>) and updates this object.</summary>
    /// <param name="skillId">The skill's id (<see cref="AgentPlatformClient.Skills"/>).</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>This agent, and the skill.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The skill or the agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual async Task<SkillAttachment> AttachSkillAsync(string skillId, CancellationToken cancellationToken = default) =>
        Update(await SkillCalls.AttachAsync(Transport, Id, skillId, cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// Attaches a skill with the given content to the agent (<c>POST /agents/{id}/skill</c>) and updates this object.
    /// </summary>
    /// <param name="options">The skill, and whether to save it in the library.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>This agent, and the skill if it was saved in the library.</returns>
    /// <exception cref="AgentPlatformValidationException">An option breaks a rule of the platform.</exception>
    /// <exception cref="AgentPlatformException">
    /// The request failed for another reason; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether the skill may have
    /// been attached.
    /// </exception>
    /// <example>
    /// <code>
    /// await agent.AttachSkillAsync(new SkillAttachOptions { Content = "Answer in French.", SaveToLibrary = false });
    /// </code>
    /// </example>
    public virtual async Task<SkillAttachment> AttachSkillAsync(SkillAttachOptions options,
        CancellationToken cancellationToken = default) =>
        Update(await SkillCalls.AttachAsync(Transport, Id, options, cancellationToken).ConfigureAwait(false));

    /// <summary>Detaches a skill from the agent (<c>DELETE /agents/{id}/skill?skill_id=</c>) and updates this object.</summary>
    /// <param name="skillId">The skill's id; see <see cref="AttachedSkillIds"/>.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>This agent.</returns>
    /// <exception cref="ArgumentException">The id is empty. To detach all skills, call <see cref="DetachAllSkillsAsync"/>.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The agent has been deleted.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual async Task<Agent> DetachSkillAsync(string skillId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(skillId);
        Update(await SkillCalls.DetachAsync(Transport, Id, skillId, cancellationToken).ConfigureAwait(false));
        return this;
    }

    /// <summary>Detaches all skills from the agent (<c>DELETE /agents/{id}/skill</c>) and updates this object.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>This agent.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The agent has been deleted.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual async Task<Agent> DetachAllSkillsAsync(CancellationToken cancellationToken = default)
    {
        Update(await SkillCalls.DetachAsync(Transport, Id, null, cancellationToken).ConfigureAwait(false));
        return this;
    }

    /// <summary>
    /// Updates the agent to the newest version of its template (<c>POST /agents/{id}/template</c>). Call <see cref="RefreshAsync"/> to read
    /// the changed agent.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The version before and after the call, and whether the agent was changed.</returns>
    /// <exception cref="AgentPlatformValidationException">The agent was not created from a template.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The agent has been deleted.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<TemplateSync> SyncTemplateAsync(CancellationToken cancellationToken = default) =>
        AgentCalls.SyncTemplateAsync(Transport, Id, cancellationToken);

    private SkillAttachment Update(SkillAttachment attachment)
    {
        Update(attachment.Agent);
        return attachment with { Agent = this };
    }
}

namespace LiteLlm.AgentSdk;

/// <content>What hangs on an agent: skills, memories, automations, issues, its template.</content>
public partial class Agent
{
    /// <summary>Gets what the agent remembers over its sessions.</summary>
    public virtual AgentMemoriesClient Memories => new(Transport, Id);

    /// <summary>Gets what the platform has the agent do by the clock.</summary>
    public virtual AutomationsClient Automations => new(Transport, Id);

    /// <summary>Gets what was found to be wrong with the agent.</summary>
    public virtual AgentIssuesClient Issues => new(Transport, Id);

    /// <summary>
    /// Binds the agent to a workspace of another service (<c>POST /agents/{id}/integrations/{provider}/bind</c>): it answers there from
    /// now on, and in no other workspace of that service.
    /// </summary>
    /// <param name="providerId">The service's id, such as <c>slack</c>; see <see cref="AgentPlatformClient.Integrations"/>.</param>
    /// <param name="installId">The workspace: <see cref="IntegrationInstall.InstallId"/>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The binding.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such workspace, the agent does not exist any more, or the platform is
    /// not configured for the service.</exception>
    /// <exception cref="AgentPlatformException">The request failed; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether
    /// the agent may be bound.</exception>
    public virtual Task<IntegrationBinding> BindIntegrationAsync(string providerId, string installId,
        CancellationToken cancellationToken = default) =>
        IntegrationCalls.BindAsync(Transport, Id, providerId, installId, cancellationToken);

    /// <summary>Removes the agent's bindings to another service (<c>DELETE /agents/{id}/integrations/{provider}/bind</c>).</summary>
    /// <param name="providerId">The service's id, such as <c>slack</c>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>How many bindings there were; 0 when the agent was not bound.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The platform does not know the service, or is not configured for it.</exception>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    public virtual Task<int> UnbindIntegrationAsync(string providerId, CancellationToken cancellationToken = default) =>
        IntegrationCalls.UnbindAsync(Transport, Id, providerId, cancellationToken);

    /// <summary>Gives the agent a skill of the library (<c>POST /agents/{id}/skill</c>) and keeps what the platform says.</summary>
    /// <param name="skillId">The skill's id (<see cref="AgentPlatformClient.Skills"/>).</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>This agent, and the skill.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such skill, or the agent does not exist any more.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<SkillAttachment> AttachSkillAsync(string skillId, CancellationToken cancellationToken = default) =>
        Take(await SkillCalls.AttachAsync(Transport, Id, skillId, cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// Gives the agent a skill that is written on the spot (<c>POST /agents/{id}/skill</c>), and keeps what the platform says.
    /// </summary>
    /// <param name="options">The skill, and whether it is kept in the library.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>This agent, and the skill where it is kept.</returns>
    /// <exception cref="AgentPlatformValidationException">Something breaks the platform's rules.</exception>
    /// <exception cref="AgentPlatformException">
    /// Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether the agent may have it.
    /// </exception>
    /// <example>
    /// <code>
    /// await agent.AttachSkillAsync(new SkillAttachOptions { Content = "Answer in French.", SaveToLibrary = false });
    /// </code>
    /// </example>
    public virtual async Task<SkillAttachment> AttachSkillAsync(SkillAttachOptions options,
        CancellationToken cancellationToken = default) =>
        Take(await SkillCalls.AttachAsync(Transport, Id, options, cancellationToken).ConfigureAwait(false));

    /// <summary>Takes a skill away from the agent (<c>DELETE /agents/{id}/skill?skill_id=</c>) and keeps what the platform says.</summary>
    /// <param name="skillId">The skill's id; see <see cref="AttachedSkillIds"/>.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>This agent.</returns>
    /// <exception cref="ArgumentException">No skill is named: <see cref="DetachAllSkillsAsync"/> takes all away.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist any more.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<Agent> DetachSkillAsync(string skillId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(skillId);
        Take(await SkillCalls.DetachAsync(Transport, Id, skillId, cancellationToken).ConfigureAwait(false));
        return this;
    }

    /// <summary>Takes all skills away from the agent (<c>DELETE /agents/{id}/skill</c>) and keeps what the platform says.</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>This agent.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist any more.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<Agent> DetachAllSkillsAsync(CancellationToken cancellationToken = default)
    {
        Take(await SkillCalls.DetachAsync(Transport, Id, null, cancellationToken).ConfigureAwait(false));
        return this;
    }

    /// <summary>
    /// Brings the agent to the newest version of its template (<c>POST /agents/{id}/template</c>). <see cref="RefreshAsync"/> shows what it
    /// is then.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>Which version it had, which it has, and whether anything was done.</returns>
    /// <exception cref="AgentPlatformValidationException">It was made from no template.</exception>
    /// <exception cref="AgentPlatformNotFoundException">It does not exist any more.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<TemplateSync> SyncTemplateAsync(CancellationToken cancellationToken = default) =>
        AgentCalls.SyncTemplateAsync(Transport, Id, cancellationToken);

    private SkillAttachment Take(SkillAttachment attachment)
    {
        Take(attachment.Agent);
        return attachment with { Agent = this };
    }
}

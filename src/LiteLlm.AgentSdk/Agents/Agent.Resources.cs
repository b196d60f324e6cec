namespace LiteLlm.AgentSdk;

/// <content>What hangs on an agent: skills, memories, automations, issues, its template.</content>
public partial class Agent
{
    /// <summary>What the agent remembers over its sessions.</summary>
    public virtual AgentMemoriesClient Memories => new(Transport, Id);

    /// <summary>What the platform has the agent do by the clock.</summary>
    public virtual AutomationsClient Automations => new(Transport, Id);

    /// <summary>What was found to be wrong with the agent.</summary>
    public virtual AgentIssuesClient Issues => new(Transport, Id);

    /// <summary>Gives the agent a skill of the library (<c>POST /agents/{id}/skill</c>) and keeps what the platform says.</summary>
    /// <param name="skillId">The skill's id (<see cref="AgentPlatformClient.Skills"/>).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>This agent, and the skill.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such skill, or the agent does not exist any more.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<SkillAttachment> AttachSkillAsync(string skillId, CancellationToken cancellationToken = default) =>
        Take(await SkillCalls.AttachAsync(Transport, Id, skillId, cancellationToken).ConfigureAwait(false));

    /// <summary>Gives the agent a skill that is written on the spot (<c>POST /agents/{id}/skill</c>), and keeps what the platform says.</summary>
    /// <param name="options">The skill, and whether it is kept in the library.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>This agent, and the skill where it is kept.</returns>
    /// <exception cref="AgentPlatformValidationException">Something breaks the platform's rules.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether the agent may have it.</exception>
    /// <example>
    /// <code>
    /// await agent.AttachSkillAsync(new SkillAttachOptions { Content = "Answer in French.", SaveToLibrary = false });
    /// </code>
    /// </example>
    public virtual async Task<SkillAttachment> AttachSkillAsync(SkillAttachOptions options, CancellationToken cancellationToken = default) =>
        Take(await SkillCalls.AttachAsync(Transport, Id, options, cancellationToken).ConfigureAwait(false));

    /// <summary>Takes a skill away from the agent (<c>DELETE /agents/{id}/skill?skill_id=</c>) and keeps what the platform says.</summary>
    /// <param name="skillId">The skill's id; see <see cref="AttachedSkillIds"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
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
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>This agent.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist any more.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<Agent> DetachAllSkillsAsync(CancellationToken cancellationToken = default)
    {
        Take(await SkillCalls.DetachAsync(Transport, Id, null, cancellationToken).ConfigureAwait(false));
        return this;
    }

    /// <summary>Brings the agent to the newest version of its template (<c>POST /agents/{id}/template</c>). <see cref="RefreshAsync"/> shows what it is then.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
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

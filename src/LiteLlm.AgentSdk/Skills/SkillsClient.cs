using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The library of skills: <see cref="AgentPlatformClient.Skills"/>. An agent is given one by
/// <see cref="Agent.AttachSkillAsync(string, CancellationToken)"/>.
/// </summary>
public class SkillsClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="SkillsClient"/> class. For derived classes in tests: override what the test needs.
    /// </summary>
    protected SkillsClient()
    {
    }

    internal SkillsClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Lists all skills (<c>GET /skills</c>), with one request.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The skills, the newest first and with their content, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (Skill skill in platform.Skills.ListAsync())
    ///     Console.WriteLine($"{skill.Id} {skill.Name}");
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<Skill> ListAsync(CancellationToken cancellationToken = default) =>
        Transport.List<Skill>("skills", cancellationToken, ApiArea.Platform);

    /// <summary>Gets a skill (<c>GET /skills/{id}</c>).</summary>
    /// <param name="skillId">Its id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The skill.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such skill.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Skill> GetAsync(string skillId, CancellationToken cancellationToken = default) =>
        Transport.GetAsync<Skill>(ApiPath.Of($"skills/{skillId}"), cancellationToken, ApiArea.Platform);

    /// <summary>Creates a skill (<c>POST /skills</c>).</summary>
    /// <param name="options">What it is to be; name and content are required.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The skill.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// Something breaks the platform's rules; all problems at once, before anything is sent where the SDK knows the rule.
    /// </exception>
    /// <exception cref="AgentPlatformException">
    /// Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether it may have been done.
    /// </exception>
    /// <example>
    /// <code>
    /// Skill skill = await platform.Skills.CreateAsync(new() { Name = "PR reviewer", Content = "# How to review\n..." });
    /// await agent.AttachSkillAsync(skill.Id);
    /// </code>
    /// </example>
    public virtual Task<Skill> CreateAsync(SkillCreateOptions options, CancellationToken cancellationToken = default)
    {
        SkillRules.ThrowIfInvalid(options);
        return Transport.PostAsync<Skill>("skills", RecordReader.Body(options), cancellationToken, ApiArea.Platform);
    }

    /// <summary>
    /// Changes the fields of a skill that are set (<c>PATCH /skills/{id}</c>). Agents that have it keep the words that they were given.
    /// </summary>
    /// <param name="skillId">Its id.</param>
    /// <param name="options">What to change.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The skill as it is now.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// Something breaks the platform's rules; all problems at once, before anything is sent where the SDK knows the rule.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such skill.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Skill> UpdateAsync(string skillId, SkillUpdateOptions options, CancellationToken cancellationToken = default)
    {
        SkillRules.ThrowIfInvalid(options);
        return Transport.PatchAsync<Skill>(ApiPath.Of($"skills/{skillId}"),
            RecordReader.Body(options, "description", options.ClearDescription), cancellationToken, ApiArea.Platform);
    }

    /// <summary>Deletes a skill (<c>DELETE /skills/{id}</c>).</summary>
    /// <param name="skillId">Its id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="AgentPlatformNotFoundException">There is no such skill.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task DeleteAsync(string skillId, CancellationToken cancellationToken = default) =>
        Transport.DeleteAsync(ApiPath.Of($"skills/{skillId}"), cancellationToken, ApiArea.Platform);
}

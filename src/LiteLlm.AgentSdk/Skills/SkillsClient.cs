using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Provides the calls for the library of skills. Get it from <see cref="AgentPlatformClient.Skills"/>. To attach a skill to an agent, call
/// <see cref="Agent.AttachSkillAsync(string, CancellationToken)"/>.
/// </summary>
public class SkillsClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="SkillsClient"/> class for mocking. A derived class in a test overrides the members that
    /// the test uses.
    /// </summary>
    protected SkillsClient()
    {
    }

    internal SkillsClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Lists all skills (<c>GET /skills</c>), with one request.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The skills with their content, the newest first. They are requested when they are enumerated.</returns>
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
    /// <param name="skillId">The id of the skill.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The skill.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The skill does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Skill> GetAsync(string skillId, CancellationToken cancellationToken = default) =>
        Transport.GetAsync<Skill>(ApiPath.Of($"skills/{skillId}"), cancellationToken, ApiArea.Platform);

    /// <summary>Creates a skill (<c>POST /skills</c>).</summary>
    /// <param name="options">The skill; the name and the content are required.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The skill.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// An option breaks a rule of the platform. The exception lists all problems. If the SDK knows the rule, nothing was sent.
    /// </exception>
    /// <exception cref="AgentPlatformException">
    /// The request failed for another reason; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether it may have taken
    /// effect.
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
    /// Changes those fields of a skill that are set in the options (<c>PATCH /skills/{id}</c>). Agents that use it keep its old content.
    /// </summary>
    /// <param name="skillId">The id of the skill.</param>
    /// <param name="options">The fields to change.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The skill after the change.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// An option breaks a rule of the platform. The exception lists all problems. If the SDK knows the rule, nothing was sent.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">The skill does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Skill> UpdateAsync(string skillId, SkillUpdateOptions options, CancellationToken cancellationToken = default)
    {
        SkillRules.ThrowIfInvalid(options);
        return Transport.PatchAsync<Skill>(ApiPath.Of($"skills/{skillId}"),
            RecordReader.Body(options, "description", options.ClearDescription), cancellationToken, ApiArea.Platform);
    }

    /// <summary>Deletes a skill (<c>DELETE /skills/{id}</c>).</summary>
    /// <param name="skillId">The id of the skill.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="AgentPlatformNotFoundException">The skill does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task DeleteAsync(string skillId, CancellationToken cancellationToken = default) =>
        Transport.DeleteAsync(ApiPath.Of($"skills/{skillId}"), cancellationToken, ApiArea.Platform);
}

namespace LiteLlm.AgentSdk;

/// <summary>What became of a skill that was given to an agent.</summary>
/// <param name="Agent">The agent with it: a block <c>&lt;!-- skill:id --&gt;</c> at the end of its prompt.</param>
/// <param name="Skill">The skill in the library; <see langword="null"/> for one that was not to be kept there.</param>
public sealed record SkillAttachment(Agent Agent, Skill? Skill);

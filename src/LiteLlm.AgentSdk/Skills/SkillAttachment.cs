namespace LiteLlm.AgentSdk;

/// <summary>The result of attaching a skill to an agent.</summary>
/// <param name="Agent">The agent, whose prompt now ends with a block <c>&lt;!-- skill:id --&gt;</c>.</param>
/// <param name="Skill">The skill in the library; <see langword="null"/> if it was not saved there.</param>
public sealed record SkillAttachment(Agent Agent, Skill? Skill);

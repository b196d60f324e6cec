namespace LiteLlm.AgentSdk;

/// <summary>The request that gives an agent a skill of the library.</summary>
internal sealed record SkillAttachBody(string SkillId);

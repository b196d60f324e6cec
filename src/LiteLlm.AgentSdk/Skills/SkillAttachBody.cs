namespace LiteLlm.AgentSdk;

/// <summary>The request body that attaches a skill of the library to an agent.</summary>
internal sealed record SkillAttachBody(string SkillId);

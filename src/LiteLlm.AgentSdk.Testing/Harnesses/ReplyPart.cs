namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>A part of a reply: its JSON, and what the timeline says about it.</summary>
internal sealed record ReplyPart(string Json, string Kind, string Title, string Detail);

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>A part of a reply: its JSON, and the texts of its timeline entry.</summary>
internal sealed record ReplyPart(string Json, string Kind, string Title, string Detail);

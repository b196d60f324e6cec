namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>The end of a turn, as the blocking send returns it and as the platform stores it.</summary>
internal sealed record TurnReply(string Json, string MessageId, long Created, long Completed, int OutputTokens,
    IReadOnlyList<ReplyPart> Parts);

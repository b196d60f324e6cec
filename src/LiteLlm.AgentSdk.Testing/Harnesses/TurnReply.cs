namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>How a turn ended, as the blocking send answers it and as the platform files it.</summary>
internal sealed record TurnReply(string Json, string MessageId, long Created, long Completed, int OutputTokens,
    IReadOnlyList<ReplyPart> Parts);

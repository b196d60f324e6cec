namespace LiteLlm.AgentSdk;

/// <summary>What an agent object knows of its agent, in one piece: replaced whole, so that no reader sees half of two answers.</summary>
internal sealed record AgentState(AgentSnapshot Snapshot, RawJson? Raw, ResponseInfo? Response)
{
    public override string ToString() => nameof(AgentState);
}

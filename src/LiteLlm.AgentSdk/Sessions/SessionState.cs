namespace LiteLlm.AgentSdk;

/// <summary>What a session object knows of its session, in one piece: replaced whole, so that no reader sees half of two answers.</summary>
internal sealed record SessionState(SessionSnapshot Snapshot, RawJson? Raw, ResponseInfo? Response)
{
    public override string ToString() => nameof(SessionState);
}

namespace LiteLlm.AgentSdk;

/// <summary>
/// The data of an <see cref="Agent"/> object. A refresh replaces the whole record at once, so that a reader never sees a mixture of two
/// responses.
/// </summary>
internal sealed record AgentState(AgentSnapshot Snapshot, RawJson? Raw, ResponseInfo? Response)
{
    public override string ToString() => nameof(AgentState);
}

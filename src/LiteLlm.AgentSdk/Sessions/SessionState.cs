namespace LiteLlm.AgentSdk;

/// <summary>
/// The data of a <see cref="Session"/> object. A refresh replaces the whole record at once, so that a reader never sees a mixture of two
/// responses.
/// </summary>
internal sealed record SessionState(SessionSnapshot Snapshot, RawJson? Raw, ResponseInfo? Response)
{
    public override string ToString() => nameof(SessionState);
}

namespace LiteLlm.AgentSdk.Turns;

/// <summary>Where a turn is, for tokens. Two updates are not different because of it.</summary>
internal sealed class TurnPosition(TurnAssembler turn, string sessionId) : IEquatable<TurnPosition>
{
    public TurnToken? ToToken() => turn.ToToken(sessionId);

    public bool Equals(TurnPosition? other) => other is not null;

    public override bool Equals(object? obj) => obj is TurnPosition;

    public override int GetHashCode() => 0;
}

namespace LiteLlm.AgentSdk;

/// <summary>The turn that an update comes from. All instances are equal, so that it does not affect the equality of updates.</summary>
internal readonly struct TurnOrigin(ITurnSource? source) : IEquatable<TurnOrigin>
{
    public ITurnSource? Source => source;

    public bool Equals(TurnOrigin other) => true;

    public override bool Equals(object? obj) => obj is TurnOrigin;

    public override int GetHashCode() => 0;
}

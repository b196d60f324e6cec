namespace LiteLlm.AgentSdk;

/// <summary>How <see cref="Session.FollowAsync"/> follows a session.</summary>
public sealed record FollowOptions
{
    /// <summary>Gets a value indicating whether the sequence ends with the current turn, or with the next one if none is running.</summary>
    /// <value>
    /// Default: <see langword="false"/>, which follows all turns until the session ends. Lost connections are opened again.
    /// </value>
    public bool StopAfterTurn { get; init; }
}

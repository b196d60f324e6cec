namespace LiteLlm.AgentSdk;

/// <summary>How <see cref="Session.FollowAsync"/> follows a session.</summary>
public sealed record FollowOptions
{
    /// <summary>Gets a value indicating whether following stops at the end of the current turn, or of the next one if none runs.</summary>
    /// <value>
    /// Default: <see langword="false"/>: all turns are followed for as long as the session lives, over as many connections as it takes.
    /// </value>
    public bool StopAfterTurn { get; init; }
}

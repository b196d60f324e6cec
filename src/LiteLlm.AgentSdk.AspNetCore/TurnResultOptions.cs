namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>How a turn is streamed to a browser.</summary>
public sealed record TurnResultOptions : StreamResultOptions
{
    /// <summary>
    /// Gets the session whose turn is aborted (<see cref="Session.AbortAsync"/>) when the browser goes before the turn has ended. For a
    /// turn that is being sent, <see cref="SendOptions.AbortWhenAbandoned"/> does the same.
    /// </summary>
    /// <value>Default: <see langword="null"/>; the turn goes on, and can be taken up again.</value>
    public Session? AbortWhenDisconnected { get; init; }

    /// <summary>
    /// Gets a value indicating whether the platform's events that add nothing to the answer (<see cref="TurnEvent"/>) are sent too, as they
    /// are. They are the harness's own, and many: with the Claude Agent SDK each token comes in one of them as well.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IncludeEvents { get; init; }
}

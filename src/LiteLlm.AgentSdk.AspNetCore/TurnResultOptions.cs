namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>Options of a turn that is streamed to a browser.</summary>
public sealed record TurnResultOptions : StreamResultOptions
{
    /// <summary>
    /// Gets the session whose turn is aborted (<see cref="Session.AbortAsync"/>) if the browser disconnects before the turn has ended. For
    /// the turn of a new message, <see cref="SendOptions.AbortWhenAbandoned"/> does the same.
    /// </summary>
    /// <value>Default: <see langword="null"/>; the turn continues and can be resumed.</value>
    public Session? AbortWhenDisconnected { get; init; }

    /// <summary>
    /// Gets a value indicating whether events of the platform that add nothing to the answer (<see cref="TurnEvent"/>) are sent too,
    /// unchanged. These are the harness's own events, and there are many.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IncludeEvents { get; init; }
}

namespace LiteLlm.AgentSdk;

/// <summary>A terminal's lost connection was reopened. The output that follows redraws the screen.</summary>
public sealed record TerminalReattached
{
    /// <summary>Gets the id of the session that the terminal belongs to.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>Gets how often the connection has been reopened so far, including this time.</summary>
    public int Count { get; init; }

    /// <summary>Gets the number of attempts that this reconnection needed.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// Gets how the previous connection was lost. After <see cref="TerminalEndReason.PodRestarted"/> the program may be a new one.
    /// </summary>
    public TerminalEnd Lost { get; init; } = new();
}

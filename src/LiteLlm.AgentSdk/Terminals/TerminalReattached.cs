namespace LiteLlm.AgentSdk;

/// <summary>A terminal's connection was lost and is there again. The screen is drawn again by what comes next.</summary>
public sealed record TerminalReattached
{
    /// <summary>Gets the session whose terminal it is.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>Gets how often the connection has been made again so far, this time included.</summary>
    public int Count { get; init; }

    /// <summary>Gets how many attempts it took this time.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// Gets how the connection before was lost. After <see cref="TerminalEndReason.PodRestarted"/> the program may be a fresh one.
    /// </summary>
    public TerminalEnd Lost { get; init; } = new();
}

namespace LiteLlm.AgentSdk;

/// <summary>Why a terminal's connection is over, as the SDK understands it.</summary>
public enum TerminalEndReason
{
    /// <summary>The connection was lost without a word (1006). The program runs on.</summary>
    Dropped,

    /// <summary>
    /// The terminal's program has ended: the server said so in its last line. Opening the terminal again starts a fresh one.
    /// </summary>
    ProgramEnded,

    /// <summary>The terminal's server, or what stands in front of it, is being restarted (1001, 1012).</summary>
    PodRestarted,

    /// <summary>The server does not take the token (any more): 1008, or 401 and 403 when the connection was made again.</summary>
    Refused,

    /// <summary>The session is dead, failed or deleted: there is nothing to connect to again.</summary>
    SessionEnded,

    /// <summary>The server closed the connection for another reason; <see cref="TerminalEnd.CloseCode"/> is what it said.</summary>
    ServerClosed,

    /// <summary>Closed by this program. The terminal's own program runs on.</summary>
    Closed,
}

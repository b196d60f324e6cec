namespace LiteLlm.AgentSdk;

/// <summary>The reason why a terminal's connection ended.</summary>
public enum TerminalEndReason
{
    /// <summary>The connection was lost without a close frame (1006). The program continues.</summary>
    Dropped,

    /// <summary>
    /// The terminal's program has ended, as the server reported in the last line of the output. Opening the terminal again starts a new
    /// program.
    /// </summary>
    ProgramEnded,

    /// <summary>The terminal's server, or a proxy in front of it, is restarting (1001, 1012).</summary>
    PodRestarted,

    /// <summary>The server rejects the token: 1008, or 401 or 403 when the connection was reopened.</summary>
    Refused,

    /// <summary>The session has ended, so that the connection can't be reopened.</summary>
    SessionEnded,

    /// <summary>The server closed the connection for another reason; see <see cref="TerminalEnd.CloseCode"/>.</summary>
    ServerClosed,

    /// <summary>The SDK's caller closed the connection. The terminal's program continues.</summary>
    Closed,
}

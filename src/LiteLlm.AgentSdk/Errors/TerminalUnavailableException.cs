namespace LiteLlm.AgentSdk;

/// <summary>
/// The session's terminal can't be reached from this machine: the harness accepts messages instead of terminal connections, the sandbox is
/// inside a cluster, or the platform reported no address. No connection was opened.
/// </summary>
public sealed class TerminalUnavailableException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="TerminalUnavailableException"/> class.</summary>
    /// <param name="message">The message: what is missing, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public TerminalUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the id of the session.</summary>
    public string SessionId { get; init; } = "";
}

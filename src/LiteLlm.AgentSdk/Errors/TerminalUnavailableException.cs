namespace LiteLlm.AgentSdk;

/// <summary>
/// The session has no terminal that could be reached from here: its harness takes messages instead, its sandbox is inside a cluster, or the
/// platform gave no address. Nothing was connected to.
/// </summary>
public sealed class TerminalUnavailableException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="TerminalUnavailableException"/> class.</summary>
    /// <param name="message">What is missing, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public TerminalUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the session.</summary>
    public string SessionId { get; init; } = "";
}

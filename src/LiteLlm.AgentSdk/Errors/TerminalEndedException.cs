namespace LiteLlm.AgentSdk;

/// <summary>The terminal's connection has ended, so nothing can be sent to it. Nothing was sent by this call.</summary>
public sealed class TerminalEndedException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="TerminalEndedException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public TerminalEndedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the id of the session that the terminal belonged to.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>Gets how the connection ended.</summary>
    public TerminalEnd End { get; init; } = new();
}

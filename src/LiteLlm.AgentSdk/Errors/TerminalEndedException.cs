namespace LiteLlm.AgentSdk;

/// <summary>The terminal's connection is over, so nothing can be sent to it. Nothing of this call was.</summary>
public sealed class TerminalEndedException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="TerminalEndedException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public TerminalEndedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the session whose terminal it was.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>Gets how it ended.</summary>
    public TerminalEnd End { get; init; } = new();
}

namespace LiteLlm.AgentSdk;

/// <summary>The terminal's connection is over, so nothing can be sent to it. Nothing of this call was.</summary>
public sealed class TerminalEndedException : AgentPlatformException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public TerminalEndedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The session whose terminal it was.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>How it ended.</summary>
    public TerminalEnd End { get; init; } = new();
}

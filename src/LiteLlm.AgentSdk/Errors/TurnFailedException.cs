namespace LiteLlm.AgentSdk;

/// <summary>
/// The turn ran and failed: the platform answered 200 with <c>info.error</c>, or its stream reported an error. The text of the reply is
/// then the error's text, as if the agent had written it.
/// </summary>
public sealed class TurnFailedException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="TurnFailedException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public TurnFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the reply as far as it is known; its <see cref="Reply.Error"/> says what failed.</summary>
    public required Reply Reply { get; init; }
}

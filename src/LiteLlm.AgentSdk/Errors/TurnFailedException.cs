namespace LiteLlm.AgentSdk;

/// <summary>
/// The turn ran and failed: the platform answered 200 with <c>info.error</c>, or its stream said so. The text of the reply is then the
/// error's, as if the agent had said it.
/// </summary>
public sealed class TurnFailedException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="TurnFailedException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public TurnFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the reply as far as there is one; its <see cref="Reply.Error"/> says what failed.</summary>
    public required Reply Reply { get; init; }
}

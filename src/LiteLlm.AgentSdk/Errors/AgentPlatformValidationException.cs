namespace LiteLlm.AgentSdk;

/// <summary>
/// The input breaks a rule of the platform. Either the SDK found this before it sent anything, or the platform did (400, 422).
/// <see cref="AgentPlatformException.ValidationErrors"/> lists all problems. Nothing took effect.
/// </summary>
public sealed class AgentPlatformValidationException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformValidationException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public AgentPlatformValidationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformValidationException(string message, FailureFacts facts)
        : base(message, facts)
    {
    }

    /// <summary>Throws one exception with all problems, if there are any.</summary>
    internal static void ThrowIfAny(List<ValidationError> problems, string what)
    {
        if (problems.Count > 0)
        {
            throw new AgentPlatformValidationException($"{what}: {string.Join("; ", problems)}.") { ValidationErrors = problems };
        }
    }
}

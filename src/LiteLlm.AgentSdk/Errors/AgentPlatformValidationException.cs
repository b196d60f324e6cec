namespace LiteLlm.AgentSdk;

/// <summary>
/// Something given breaks the platform's rules: found before anything was sent, or by the platform (400, 422).
/// <see cref="AgentPlatformException.ValidationErrors"/> names every problem. Nothing took effect.
/// </summary>
public sealed class AgentPlatformValidationException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformValidationException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public AgentPlatformValidationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformValidationException(string message, FailureFacts facts)
        : base(message, facts)
    {
    }

    /// <summary>All problems in one exception, or nothing when there are none.</summary>
    internal static void ThrowIfAny(List<ValidationError> problems, string what)
    {
        if (problems.Count > 0)
        {
            throw new AgentPlatformValidationException($"{what}: {string.Join("; ", problems)}.") { ValidationErrors = problems };
        }
    }
}

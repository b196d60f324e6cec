namespace LiteLlm.AgentSdk;

/// <summary>
/// The server at this address is not a LiteLLM Agent Platform. It has another API that the SDK does not support, such as that of a
/// LiteLLM Agent Control Plane. Nothing took effect.
/// </summary>
public sealed class AgentPlatformUnsupportedException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformUnsupportedException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public AgentPlatformUnsupportedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the name that the server reports, such as <c>Agent Control Plane</c>.</summary>
    /// <value>Empty if it reported none.</value>
    public string ServerName { get; init; } = "";

    /// <summary>Gets the version that the server reports.</summary>
    /// <value><see langword="null"/> if it reported none.</value>
    public string? ServerVersion { get; init; }
}

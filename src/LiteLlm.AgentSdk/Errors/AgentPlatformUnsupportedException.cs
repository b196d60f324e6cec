namespace LiteLlm.AgentSdk;

/// <summary>
/// The address belongs to a server of another kind, such as a LiteLLM Agent Control Plane, whose API the SDK does not speak. Nothing took
/// effect.
/// </summary>
public sealed class AgentPlatformUnsupportedException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformUnsupportedException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public AgentPlatformUnsupportedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the name that the server gives itself, such as <c>Agent Control Plane</c>.</summary>
    /// <value>Empty when it gave none.</value>
    public string ServerName { get; init; } = "";

    /// <summary>Gets the version that the server gives itself.</summary>
    /// <value><see langword="null"/> when it gave none.</value>
    public string? ServerVersion { get; init; }
}

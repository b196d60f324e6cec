namespace LiteLlm.AgentSdk;

/// <summary>How a terminal's connection ended, or was lost before it was made again.</summary>
public sealed record TerminalEnd
{
    /// <summary>Gets why.</summary>
    public TerminalEndReason Reason { get; init; }

    /// <summary>
    /// Gets the WebSocket's close code. 1000 also when the server closed it without one (1005): .NET does not tell the two apart.
    /// </summary>
    /// <value><see langword="null"/> when the connection ended without being closed.</value>
    public int? CloseCode { get; init; }

    /// <summary>Gets what happened, in words, with secrets taken out.</summary>
    public string Message { get; init; } = "";

    /// <summary>Gets what kept the connection from being made again, or broke it.</summary>
    /// <value><see langword="null"/> when nothing failed.</value>
    public AgentPlatformException? Error { get; init; }

    /// <summary>The reason and what happened.</summary>
    /// <returns>Such as <c>Dropped: the connection was lost</c>.</returns>
    public override string ToString() => $"{Reason}: {Message}";
}

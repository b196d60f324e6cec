namespace LiteLlm.AgentSdk;

/// <summary>How a terminal's connection ended, or how it was lost before it was reopened.</summary>
public sealed record TerminalEnd
{
    /// <summary>Gets the reason.</summary>
    public TerminalEndReason Reason { get; init; }

    /// <summary>
    /// Gets the WebSocket's close code. It is also 1000 if the server sent no code (1005), because .NET does not distinguish the two.
    /// </summary>
    /// <value><see langword="null"/> if the connection ended without a close frame.</value>
    public int? CloseCode { get; init; }

    /// <summary>Gets a description of what happened, with secrets removed.</summary>
    public string Message { get; init; } = "";

    /// <summary>Gets what kept the connection from being made again, or broke it.</summary>
    /// <value><see langword="null"/> if nothing failed.</value>
    public AgentPlatformException? Error { get; init; }

    /// <summary>Returns the reason and the description.</summary>
    /// <returns>Text such as <c>Dropped: the connection was lost</c>.</returns>
    public override string ToString() => $"{Reason}: {Message}";
}

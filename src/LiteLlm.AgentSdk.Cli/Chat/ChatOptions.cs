namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>How to chat.</summary>
internal sealed record ChatOptions
{
    /// <summary>Gets a value indicating whether replies are shown as they are written.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>Gets a value indicating whether everything is written as JSON, one object per line.</summary>
    public bool Json { get; init; }

    /// <summary>Gets a value indicating whether replies alone are shown.</summary>
    public bool Quiet { get; init; }

    /// <summary>Gets a value indicating whether somebody comes back to a session, and wants to see where it was.</summary>
    public bool IsResumed { get; init; }

    /// <summary>Gets how a further session is opened; null for the agent's own ways.</summary>
    public SessionCreateOptions? New { get; init; }

    /// <summary>Gets what is told of a session that the chat goes on with.</summary>
    public Action<Session>? Opened { get; init; }

    /// <summary>Gets a message to begin with.</summary>
    public string? FirstPrompt { get; init; }
}

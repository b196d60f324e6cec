namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The options of a chat.</summary>
internal sealed record ChatOptions
{
    /// <summary>Gets a value indicating whether replies are shown while they are written.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>Gets a value indicating whether everything is written as JSON, one object per line.</summary>
    public bool Json { get; init; }

    /// <summary>Gets a value indicating whether only replies are shown.</summary>
    public bool Quiet { get; init; }

    /// <summary>Gets a value indicating whether the chat resumes a session and shows its last turns.</summary>
    public bool IsResumed { get; init; }

    /// <summary>Gets the options for new sessions of the chat; null for the agent's defaults.</summary>
    public SessionCreateOptions? New { get; init; }

    /// <summary>Gets the callback for a session to which the chat switches.</summary>
    public Action<Session>? Opened { get; init; }

    /// <summary>Gets the first message.</summary>
    public string? FirstPrompt { get; init; }
}

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>How to chat.</summary>
internal sealed record ChatOptions
{
    /// <summary>Whether replies are shown as they are written.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>Whether everything is written as JSON, one object per line.</summary>
    public bool Json { get; init; }

    /// <summary>Whether replies alone are shown.</summary>
    public bool Quiet { get; init; }

    /// <summary>Whether somebody comes back to a session, and wants to see where it was.</summary>
    public bool IsResumed { get; init; }

    /// <summary>A message to begin with.</summary>
    public string? FirstPrompt { get; init; }
}

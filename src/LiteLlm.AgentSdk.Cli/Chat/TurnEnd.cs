namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>How a turn of the chat came to its end.</summary>
internal enum TurnEnd
{
    Completed,
    Failed,

    /// <summary>The user has left in the middle of it: Ctrl-C twice.</summary>
    Interrupted,

    /// <summary>The user has left in the middle of it, and it goes on.</summary>
    Left,

    /// <summary>The user does not wait any longer for a turn that is being looked for.</summary>
    NotWaitedFor,
}

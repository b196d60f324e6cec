namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The end of a turn of the chat.</summary>
internal enum TurnEnd
{
    Completed,
    Failed,

    /// <summary>The user has left during the turn, with Ctrl-C twice.</summary>
    Interrupted,

    /// <summary>The user has left during the turn, and the turn continues.</summary>
    Left,

    /// <summary>The user has stopped waiting for a lost turn.</summary>
    NotWaitedFor,
}

namespace LiteLlm.AgentSdk.Turns;

/// <summary>What a look at the thread says of a turn.</summary>
internal enum TurnSight
{
    /// <summary>The turn's user message is not there, or not yet.</summary>
    NotThere,

    /// <summary>The thread can't be read now.</summary>
    Unreadable,

    /// <summary>The turn is there and runs.</summary>
    Running,

    /// <summary>The turn is there and over; its reply has been taken in.</summary>
    Over,
}

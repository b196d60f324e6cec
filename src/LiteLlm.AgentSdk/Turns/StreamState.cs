namespace LiteLlm.AgentSdk.Turns;

/// <summary>How the stream is on which the turn is followed.</summary>
internal enum StreamState
{
    /// <summary>None is open.</summary>
    None,

    /// <summary>One is open, and has not brought an event yet.</summary>
    Opened,

    /// <summary>One is open and has brought an event: from here on nothing is missed.</summary>
    Live,
}

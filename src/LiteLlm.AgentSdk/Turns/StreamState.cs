namespace LiteLlm.AgentSdk.Turns;

/// <summary>The state of the stream on which the turn is followed.</summary>
internal enum StreamState
{
    /// <summary>No stream is open.</summary>
    None,

    /// <summary>A stream is open, but has not brought an event yet.</summary>
    Opened,

    /// <summary>A stream is open and has brought an event. From now on no event is missed.</summary>
    Live,
}

namespace LiteLlm.AgentSdk.Turns;

/// <summary>The kinds of action that a turn can take next.</summary>
internal enum TurnActionKind
{
    /// <summary>Wait for the next event, for the response to the call, or for a time.</summary>
    Wait,

    /// <summary>Open a stream to follow the turn.</summary>
    OpenStream,

    /// <summary>Read the session's messages.</summary>
    ReadThread,

    /// <summary>Request the session.</summary>
    CheckSession,

    /// <summary>Discard the end that was seen: it belongs to another turn.</summary>
    ForgetEnd,

    /// <summary>Close the stream: nothing comes on it, and it is treated as lost.</summary>
    DropStream,

    /// <summary>Cancel the call without a response, and look for the turn instead.</summary>
    AbandonCall,

    /// <summary>Complete the turn with its reply.</summary>
    Finish,

    /// <summary>End the turn with an exception.</summary>
    Fail,
}

namespace LiteLlm.AgentSdk.Turns;

/// <summary>What a turn does next.</summary>
internal enum TurnActionKind
{
    /// <summary>Wait for the next event, for the answer to the call, or until a time has passed.</summary>
    Wait,

    /// <summary>Open a stream to follow the turn on.</summary>
    OpenStream,

    /// <summary>Read the session's messages.</summary>
    ReadThread,

    /// <summary>Ask how the session is.</summary>
    AskSession,

    /// <summary>Forget the end that was seen: it was another turn's.</summary>
    ForgetEnd,

    /// <summary>Close the stream: it is as good as lost.</summary>
    DropStream,

    /// <summary>Give the call up without an answer, and look for the turn instead.</summary>
    AbandonCall,

    /// <summary>The turn is over: give its reply.</summary>
    Finish,

    /// <summary>Give the turn up with an exception.</summary>
    Fail,
}

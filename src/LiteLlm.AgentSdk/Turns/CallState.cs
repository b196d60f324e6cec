namespace LiteLlm.AgentSdk.Turns;

/// <summary>The state of the call that sends a turn's message.</summary>
internal enum CallState
{
    /// <summary>There is no call: the turn is only followed.</summary>
    None,

    /// <summary>No response has come yet.</summary>
    Pending,

    /// <summary>The response is a stream, and the stream has begun.</summary>
    Streaming,

    /// <summary>The response has come and holds the turn's whole reply.</summary>
    Answered,

    /// <summary>The response has come and holds only the last message of the turn.</summary>
    AnsweredInPart,

    /// <summary>The platform itself reported that the sandbox did not accept the message.</summary>
    Refused,

    /// <summary>The response was lost.</summary>
    Lost,
}

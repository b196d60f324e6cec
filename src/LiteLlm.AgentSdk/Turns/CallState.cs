namespace LiteLlm.AgentSdk.Turns;

/// <summary>What became of the call that sends a turn's message.</summary>
internal enum CallState
{
    /// <summary>There is none: the turn is only followed.</summary>
    None,

    /// <summary>No answer has come yet.</summary>
    Pending,

    /// <summary>The answer is a stream, which has begun.</summary>
    Streaming,

    /// <summary>The answer has come, and holds the turn's whole reply.</summary>
    Answered,

    /// <summary>The answer has come, and holds the last message of the turn alone.</summary>
    AnsweredInPart,

    /// <summary>The platform itself said that the sandbox did not take the message.</summary>
    Refused,

    /// <summary>The answer was lost.</summary>
    Lost,
}

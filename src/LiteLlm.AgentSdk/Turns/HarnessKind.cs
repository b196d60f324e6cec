namespace LiteLlm.AgentSdk.Turns;

/// <summary>How a harness writes messages. The SDK detects it from the events and messages of a session.</summary>
internal enum HarnessKind
{
    /// <summary>Not detected yet.</summary>
    Unknown,

    /// <summary>Writes one assistant message per turn, when the turn ends. The message has the creation time of its question.</summary>
    Claude,

    /// <summary>Writes one assistant message per step, from the beginning of the step. The message names its question by id.</summary>
    OpenCode,
}

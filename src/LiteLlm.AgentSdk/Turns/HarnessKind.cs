namespace LiteLlm.AgentSdk.Turns;

/// <summary>The two ways in which harnesses write messages, as far as a session's events and messages show it.</summary>
internal enum HarnessKind
{
    /// <summary>Nothing has shown it yet.</summary>
    Unknown,

    /// <summary>One assistant message per turn, written when the turn ends; it has the time of its question.</summary>
    Claude,

    /// <summary>One assistant message per step, written from its beginning on; it names its question.</summary>
    OpenCode,
}

namespace LiteLlm.AgentSdk.Testing;

/// <summary>
/// The turns during which the thread has an assistant entry <c>pending-{session id}</c> with the user's text. The real platform does
/// this, and a client can mistake the entry for a reply.
/// </summary>
public enum PendingEntryMode
{
    /// <summary>During turns whose message was sent with <c>message_stream</c>.</summary>
    StreamedTurns = 0,

    /// <summary>Never.</summary>
    Never = 1,

    /// <summary>During all turns.</summary>
    AllTurns = 2,
}

namespace LiteLlm.AgentSdk.Testing;

/// <summary>
/// When the thread shows, while a turn runs, an assistant entry <c>pending-{session id}</c> that holds the user's text: a trap of the
/// real platform.
/// </summary>
public enum PendingEntryMode
{
    /// <summary>While a turn runs that was sent through <c>message_stream</c>.</summary>
    StreamedTurns = 0,

    /// <summary>Never.</summary>
    Never = 1,

    /// <summary>While any turn runs.</summary>
    AllTurns = 2,
}

namespace LiteLlm.AgentSdk;

/// <summary>The turn is over.</summary>
public sealed record SessionIdleEvent : SessionEvent
{
    /// <summary>Makes an event.</summary>
    public SessionIdleEvent()
        : base("session.idle")
    {
    }
}

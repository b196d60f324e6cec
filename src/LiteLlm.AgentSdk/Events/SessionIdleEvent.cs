namespace LiteLlm.AgentSdk;

/// <summary>The turn has ended.</summary>
public sealed record SessionIdleEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="SessionIdleEvent"/> class.</summary>
    public SessionIdleEvent()
        : base("session.idle")
    {
    }
}

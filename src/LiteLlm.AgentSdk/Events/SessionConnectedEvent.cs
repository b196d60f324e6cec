namespace LiteLlm.AgentSdk;

/// <summary>The harness has its session with the model.</summary>
public sealed record SessionConnectedEvent : SessionEvent
{
    /// <summary>Makes an event.</summary>
    public SessionConnectedEvent()
        : base("session.connected")
    {
    }
}

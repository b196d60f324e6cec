namespace LiteLlm.AgentSdk;

/// <summary>The harness has opened its session with the model.</summary>
public sealed record SessionConnectedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="SessionConnectedEvent"/> class.</summary>
    public SessionConnectedEvent()
        : base("session.connected")
    {
    }
}

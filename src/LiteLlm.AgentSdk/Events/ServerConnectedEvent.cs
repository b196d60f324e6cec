namespace LiteLlm.AgentSdk;

/// <summary>The harness's bus is live.</summary>
public sealed record ServerConnectedEvent : SessionEvent
{
    /// <summary>Makes an event.</summary>
    public ServerConnectedEvent()
        : base("server.connected")
    {
    }
}

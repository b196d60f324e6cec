namespace LiteLlm.AgentSdk;

/// <summary>The harness's bus is alive; opencode sends one every ten seconds.</summary>
public sealed record ServerHeartbeatEvent : SessionEvent
{
    /// <summary>Makes an event.</summary>
    public ServerHeartbeatEvent()
        : base("server.heartbeat")
    {
    }
}

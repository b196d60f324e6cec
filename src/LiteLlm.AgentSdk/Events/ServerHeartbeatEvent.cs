namespace LiteLlm.AgentSdk;

/// <summary>The harness's bus is alive; opencode sends one every ten seconds.</summary>
public sealed record ServerHeartbeatEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="ServerHeartbeatEvent"/> class.</summary>
    public ServerHeartbeatEvent()
        : base("server.heartbeat")
    {
    }
}

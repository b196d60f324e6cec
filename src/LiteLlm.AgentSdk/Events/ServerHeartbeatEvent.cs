namespace LiteLlm.AgentSdk;

/// <summary>The harness's event stream is alive. opencode sends this event every ten seconds.</summary>
public sealed record ServerHeartbeatEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="ServerHeartbeatEvent"/> class.</summary>
    public ServerHeartbeatEvent()
        : base("server.heartbeat")
    {
    }
}

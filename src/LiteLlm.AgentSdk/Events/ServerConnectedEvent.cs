namespace LiteLlm.AgentSdk;

/// <summary>The harness's event stream is connected.</summary>
public sealed record ServerConnectedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="ServerConnectedEvent"/> class.</summary>
    public ServerConnectedEvent()
        : base("server.connected")
    {
    }
}

namespace LiteLlm.AgentSdk;

/// <summary>The first frame of <c>stream</c>: the platform is connected to the harness's event stream.</summary>
public sealed record StreamOpenedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="StreamOpenedEvent"/> class.</summary>
    public StreamOpenedEvent()
        : base("stream.opened", flat: true)
    {
    }
}

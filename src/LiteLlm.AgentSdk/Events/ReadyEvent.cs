namespace LiteLlm.AgentSdk;

/// <summary>The first frame of <c>events</c> and <c>message_stream</c>: the platform is connected to the harness.</summary>
public sealed record ReadyEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="ReadyEvent"/> class.</summary>
    public ReadyEvent()
        : base("ready", flat: true)
    {
    }
}

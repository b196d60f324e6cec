namespace LiteLlm.AgentSdk;

/// <summary>The last frame of <c>events</c> and <c>message_stream</c>: the turn is over.</summary>
public sealed record DoneEvent : SessionEvent
{
    /// <summary>Makes an event.</summary>
    public DoneEvent()
        : base("done", flat: true)
    {
    }
}

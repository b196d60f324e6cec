namespace LiteLlm.AgentSdk;

/// <summary>The last frame of <c>events</c> and <c>message_stream</c>: the turn has ended.</summary>
public sealed record DoneEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="DoneEvent"/> class.</summary>
    public DoneEvent()
        : base("done", flat: true)
    {
    }
}

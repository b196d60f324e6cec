namespace LiteLlm.AgentSdk;

/// <summary>The turn was aborted; the message's info and <c>session.idle</c> follow. Sent by the claude-agent-sdk harness.</summary>
public sealed record SessionAbortedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="SessionAbortedEvent"/> class.</summary>
    public SessionAbortedEvent()
        : base("session.aborted")
    {
    }
}

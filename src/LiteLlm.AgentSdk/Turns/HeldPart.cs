namespace LiteLlm.AgentSdk.Turns;

/// <summary>A part that has come and waits for earlier ones, which may have been missed.</summary>
internal sealed class HeldPart(TurnMessage message, string name, MessagePart part, SessionEvent value)
{
    public TurnMessage Message { get; } = message;

    public string Name { get; } = name;

    public MessagePart Part { get; } = part;

    public SessionEvent Event { get; } = value;
}

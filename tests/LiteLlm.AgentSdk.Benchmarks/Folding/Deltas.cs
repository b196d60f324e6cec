namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>A turn of one text part that is written in many deltas.</summary>
internal static class Deltas
{
    public static SessionEvent[] Make(int count)
    {
        SessionEvent[] events = new SessionEvent[count];
        for (int i = 0; i < count; i++)
        {
            events[i] = new MessagePartDeltaEvent { MessageId = "msg_1", PartId = "msg_1_b0", Field = "text", Delta = "word " };
        }

        return events;
    }
}

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>A turn of one text part that is written in many deltas, as events and as messages of the Claude Agent SDK.</summary>
internal static class Deltas
{
    public static SessionEvent[] Make(int count)
    {
        // As in a stream, the deltas of a part share their common strings.
        MessagePartDeltaEvent first = new() { MessageId = "msg_1", PartId = "msg_1_b0", Field = "text" };
        SessionEvent[] events = new SessionEvent[count];
        for (int i = 0; i < count; i++)
        {
            events[i] = first with { Delta = "word " };
        }

        return events;
    }

    public static ClaudeMessage[] MakeClaude(int count)
    {
        ClaudeMessage[] messages = new ClaudeMessage[count + 2];
        messages[0] =
            new ClaudeStreamEventMessage { Event = new ClaudeMessageStartFrame { Message = new() { Id = "msg_1", Role = "assistant" } } };
        messages[1] =
            new ClaudeStreamEventMessage { Event = new ClaudeBlockStartFrame { Index = 0, ContentBlock = new ClaudeTextBlock() } };
        for (int i = 2; i < messages.Length; i++)
        {
            messages[i] =
                new ClaudeStreamEventMessage
                {
                    Event =
                new ClaudeBlockDeltaFrame { Index = 0, Delta = new ClaudeTextDelta { Text = "word " } }
                };
        }

        return messages;
    }
}

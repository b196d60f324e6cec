using System.Text;

namespace LiteLlm.AgentSdk.Turns;

/// <content>Parts: deltas and whole parts are stored first. Then what is new to the caller is published.</content>
internal sealed partial class TurnState
{
    // The text part that was published last. If another text part follows, a break comes before its text.
    private TurnPart? _lastText;

    private static bool HasEnded(ToolPart tool) => tool.State.Status == ToolStatus.Completed || tool.State.Status == ToolStatus.Error;

    /// <summary>
    /// Gets a value indicating whether a text is the whole text of its part. opencode sends a part when it begins and again when it ends.
    /// Claude sends it once, without times. In the thread, a part may still grow while its message is incomplete.
    /// </summary>
    private static bool IsWhole(TurnMessage message, string text, PartTime? time, SessionEvent? value) =>
        time?.End is not null
            || (value is null ? message.Info?.Time?.Completed is not null || message.Info?.Error is not null
            : time is null && text.Length > 0);

    private void ApplyDelta(MessagePartDeltaEvent delta)
    {
        TurnMessage message = Get(delta.MessageId);
        if (message.IsFromUser)
        {
            return;
        }

        AddAnswer(message);
        TurnPart part = PartOf(message, delta.PartId, out bool isNew);
        part.MayHaveMissedDeltas |= isNew && _mayHaveMissedDeltas;
        if (delta.Field is not ("text" or "reasoning" or "") || part.Latest is not (null or TextPart or ReasoningPart))
        {
            // The delta belongs to something other than text, such as a tool's output, which comes in full with its part.
            return;
        }

        // opencode sends "text" as the field of reasoning deltas too. If the part has been seen, its type decides.
        part.IsReasoning = part.Latest is ReasoningPart || (part.Latest is null && delta.Field == "reasoning");
        Progress++;
        if (part.MayHaveMissedDeltas || part.IsWhole)
        {
            // After a missed delta, others can't be placed. A whole part does not grow any more, so its delta is an old one.
            return;
        }

        part.Text.Append(delta.Delta);
        Publish(message, part, delta);
    }

    private void ApplyText(string text, SessionEvent value)
    {
        TurnMessage message = Get("");
        AddAnswer(message);
        TurnPart part = message.Part("", out _);
        Progress++;
        part.Text.Append(text);
        Publish(message, part, value);
    }

    private void ApplyPart(TurnMessage message, MessagePart part, SessionEvent? value, string? name = null)
    {
        if (message.IsFromUser)
        {
            ApplyUserPart(message, part);
            return;
        }

        AddAnswer(message);
        TurnPart state = PartOf(message, name ?? message.NameFor(part), out _);
        int size = MessageThread.SizeOf(part);
        if (state.Size != size)
        {
            state.Size = size;
            Progress++;
        }

        switch (part)
        {
            case TextPart text:
                ApplyWholeText(state, text, text.Text, IsWhole(message, text.Text, text.Time, value), value);
                break;
            case ReasoningPart reasoning:
                ApplyWholeText(state, reasoning, reasoning.Text, IsWhole(message, reasoning.Text, reasoning.Time, value), value);
                break;
            case ToolPart tool when value is null && state.IsWhole && !HasEnded(tool):
                // The thread is behind the stream.
                break;
            case ToolPart tool:
                state.Latest = tool;
                state.IsWhole = HasEnded(tool);
                break;
            default:
                state.Latest = part;
                state.IsWhole = true;
                break;
        }

        if (value is not null)
        {
            Publish(message, state, value);
        }
    }

    /// <summary>
    /// Stores the current text of a part. If it differs from what the caller received, the difference is published as a replacement.
    /// </summary>
    private static void ApplyWholeText(TurnPart state, MessagePart part, string whole, bool isWhole, SessionEvent? value)
    {
        if (value is null && !isWhole && state.IsWhole)
        {
            // The thread is behind the stream.
            return;
        }

        state.IsFromThread |= value is null;
        bool isKnown = state.Text.Length >= state.ReceivedLength;
        if (!isWhole && state.IsFromThread && whole.Length < state.ReceivedLength
            && (!isKnown || StartsWith(state.Text, whole, whole.Length)))
        {
            // While a part grows, the thread may be behind the stream, and the stream may be behind an earlier reading of the thread.
            // Deltas can't be placed then.
            state.MayHaveMissedDeltas = true;
            return;
        }

        // If another process delivered text, only its length is known, so the text itself can't be compared.
        if (whole.Length < state.ReceivedLength || (isKnown && !StartsWith(state.Text, whole, state.ReceivedLength)))
        {
            state.Retracted ??= state.Text.ToString(0, Math.Min(state.ReceivedLength, state.Text.Length));
        }

        state.IsReasoning = part is ReasoningPart;

        // While a part grows, the thread may be behind or ahead of the stream, so deltas can't be placed.
        state.MayHaveMissedDeltas = !isWhole && value is null;
        state.IsWhole = isWhole;
        state.Latest = part;
        if (state.Text.Length != whole.Length || !StartsWith(state.Text, whole, whole.Length))
        {
            state.Text.Clear().Append(whole);
        }
    }

    /// <summary>Gets a value indicating whether two texts have the same first characters. Both must be long enough.</summary>
    private static bool StartsWith(StringBuilder text, string other, int length)
    {
        int position = 0;
        foreach (ReadOnlyMemory<char> chunk in text.GetChunks())
        {
            int count = Math.Min(chunk.Length, length - position);
            if (!other.AsSpan(position, count).SequenceEqual(chunk.Span[..count]))
            {
                return false;
            }

            position += count;
            if (position == length)
            {
                break;
            }
        }

        return true;
    }

    private void Publish(TurnMessage message)
    {
        foreach (TurnPart part in message.Parts)
        {
            Publish(message, part, null);
        }
    }

    /// <summary>Publishes what is new in a part, if the part belongs to the turn and does not wait for others.</summary>
    private void Publish(TurnMessage message, TurnPart part, SessionEvent? value)
    {
        if (message.Owner != TurnOwner.Ours || part.IsHeld)
        {
            return;
        }

        if (part.Latest is ToolPart tool)
        {
            PublishTool(message, part, tool, value);
        }
        else if (part.Latest is null or TextPart or ReasoningPart)
        {
            PublishText(message, part, value);
        }

        if (!assemble && part.IsWhole)
        {
            // Clear keeps the memory of the text. Setting the capacity releases it.
            part.Text.Clear();
            part.Text.Capacity = 0;
            part.Latest = null;
        }
    }

    /// <summary>
    /// Retracts the published text of a message that turned out to belong to another turn: its parts are replaced by empty ones.
    /// </summary>
    private void Retract(TurnMessage message)
    {
        foreach (TurnPart part in message.Parts.Where(p => p.ReceivedLength > 0 && p.Latest is null or TextPart or ReasoningPart))
        {
            string given = part.Text.ToString(0, Math.Min(part.ReceivedLength, part.Text.Length));
            part.ReceivedLength = 0;
            _lastText = _lastText == part ? LastReceivedText() : _lastText;
            MessagePart empty = part.IsReasoning ? new ReasoningPart { Id = part.Id } : new TextPart { Id = part.Id };
            Enqueue(Replaced(message, part, empty, given, _applying));
        }
    }

    private static TurnPartReplaced Replaced(TurnMessage message, TurnPart part, MessagePart shown, string before, SessionEvent? value) =>
        new() { Part = shown, PreviousText = before, MessageId = message.Id, PartId = part.Id, Event = value };

    private TurnPart? LastReceivedText() =>
        _answers.Where(IsOurs).SelectMany(a => a.Parts).LastOrDefault(p => p is { ReceivedLength: > 0, IsReasoning: false });

    private void PublishText(TurnMessage message, TurnPart part, SessionEvent? value)
    {
        int length = part.Text.Length;
        if (part.Retracted is { } retracted)
        {
            part.Retracted = null;
            part.ReceivedLength = length;
            Enqueue(Replaced(message, part, part.ToPart(), retracted, value));
        }
        else if (length > part.ReceivedLength)
        {
            int offset = part.ReceivedLength;
            string delta = value is MessagePartDeltaEvent d && d.Delta.Length == length - offset ? d.Delta
                : part.Text.ToString(offset, length - offset);
            part.ReceivedLength = length;
            if (part.IsReasoning)
            {
                Enqueue(new TurnReasoningDelta { Delta = delta, MessageId = message.Id, PartId = part.Id, Offset = offset, Event = value });
                return;
            }

            if (offset == 0 && _lastText is not null && _lastText != part)
            {
                Enqueue(new TurnTextBreak { MessageId = message.Id, PartId = part.Id, Event = value });
            }

            _lastText = part;
            Enqueue(new TurnTextDelta { Delta = delta, MessageId = message.Id, PartId = part.Id, Offset = offset, Event = value });
        }
    }

    private void PublishTool(TurnMessage message, TurnPart part, ToolPart tool, SessionEvent? value)
    {
        // A pending tool call has no input yet, so it is not announced.
        bool ended = HasEnded(tool);
        if ((ended || tool.State.Status == ToolStatus.Running) && !part.IsStarted)
        {
            part.IsStarted = true;
            Enqueue(new TurnToolStarted { Tool = tool, MessageId = message.Id, PartId = part.Id, Event = value });
        }

        if (ended && !part.IsFinished)
        {
            part.IsFinished = true;
            Enqueue(new TurnToolFinished { Tool = tool, MessageId = message.Id, PartId = part.Id, Event = value });
        }
    }
}

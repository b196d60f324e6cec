using System.Text;

namespace LiteLlm.AgentSdk.Turns;

/// <content>Parts: deltas and whole parts are kept first, and then published as far as they are new to the caller.</content>
internal sealed partial class TurnState
{
    // The text part that was given last: the text of another one begins with a break.
    private TurnPart? _lastText;

    private static bool HasEnded(ToolPart tool) => tool.State.Status == ToolStatus.Completed || tool.State.Status == ToolStatus.Error;

    /// <summary>
    /// Gets a value indicating whether a text is all there will be of its part. opencode announces a part with its beginning and sends it
    /// again with its end; Claude sends it once, without times. In the thread, a part of a message that is not complete may still grow.
    /// </summary>
    private static bool IsWhole(TurnMessage message, string text, PartTime? time, SessionEvent? value) =>
        time?.End is not null
            || (value is null ? message.Info?.Time?.Completed is not null || message.Info?.Error is not null
            : time is null && text.Length > 0);

    private void ApplyDelta(MessagePartDeltaEvent delta)
    {
        TurnMessage message = Get(delta.MessageId);
        if (message.IsUsers)
        {
            return;
        }

        Enlist(message);
        TurnPart part = PartOf(message, delta.PartId, out bool isNew);
        part.IsTorn |= isNew && _isTorn;
        if (delta.Field is not ("text" or "reasoning" or "") || part.Latest is not (null or TextPart or ReasoningPart))
        {
            // Something else grows: a tool's output, say. It comes whole in its part.
            return;
        }

        // opencode's deltas say "text" for reasoning too: the type of the part decides, where it has been seen.
        part.IsReasoning = part.Latest is ReasoningPart || (part.Latest is null && delta.Field == "reasoning");
        Progress++;
        if (part.IsTorn || part.IsWhole)
        {
            // A part that has come whole does not grow: this delta is from before.
            return;
        }

        part.Text.Append(delta.Delta);
        Publish(message, part, delta);
    }

    private void ApplyText(TurnPart part, string text, SessionEvent value)
    {
        TurnMessage message = Get("");
        Enlist(message);
        Progress++;
        part.Text.Append(text);
        Publish(message, part, value);
    }

    private void ApplyPart(TurnMessage message, MessagePart part, SessionEvent? value, string? name = null)
    {
        if (message.IsUsers)
        {
            ApplyUsersPart(message, part);
            return;
        }

        Enlist(message);
        TurnPart state = PartOf(message, name ?? message.NameFor(part), out bool isNew);
        if (isNew || state.Latest is null || MessageThread.SizeOf(state.Latest) != MessageThread.SizeOf(part))
        {
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
    /// Keeps a part as it is to read. What reads differently from what was given is taken back when the part is published.
    /// </summary>
    private static void ApplyWholeText(TurnPart state, MessagePart part, string whole, bool isWhole, SessionEvent? value)
    {
        if (value is null && !isWhole && state.IsWhole && state.Latest is not null)
        {
            // The thread is behind the stream.
            return;
        }

        state.IsFromThread |= value is null;
        bool isKnown = state.Text.Length >= state.Given;
        if (!isWhole && state.IsFromThread && whole.Length < state.Given && (!isKnown || StartsWith(state.Text, whole, whole.Length)))
        {
            // Of a part that grows, the thread may be behind what was streamed, and the stream behind what was read in the thread. Its
            // deltas can't be placed then.
            state.IsTorn = true;
            return;
        }

        // What another process gave is known by its length alone.
        if (whole.Length < state.Given || (isKnown && !StartsWith(state.Text, whole, state.Given)))
        {
            state.Retracted ??= state.Text.ToString(0, Math.Min(state.Given, state.Text.Length));
        }

        state.IsReasoning = part is ReasoningPart;

        // What the thread has of a part that grows may be behind or ahead of the stream: its deltas can't be placed.
        state.IsTorn = !isWhole && value is null;
        state.IsWhole = isWhole;
        state.Latest = part;
        if (state.Text.Length != whole.Length || !StartsWith(state.Text, whole, whole.Length))
        {
            state.Text.Clear().Append(whole);
        }
    }

    /// <summary>Gets a value indicating whether two texts begin with the same characters.</summary>
    private static bool StartsWith(StringBuilder text, string other, int length)
    {
        if (text.Length < length || other.Length < length)
        {
            return false;
        }

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

    /// <summary>Gives the caller what is new of a part, if the part is the turn's and does not wait for others.</summary>
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
            // Emptied alone, the text would keep its room.
            part.Text.Clear();
            part.Text.Capacity = 0;
            part.Latest = null;
        }
    }

    /// <summary>Takes back what was given of a message that turned out to be another turn's: its parts now read as nothing.</summary>
    private void TakeBack(TurnMessage message)
    {
        foreach (TurnPart part in message.Parts.Where(p => p.Given > 0 && p.Latest is null or TextPart or ReasoningPart))
        {
            string given = part.Text.ToString(0, Math.Min(part.Given, part.Text.Length));
            part.Given = 0;
            _lastText = _lastText == part ? null : _lastText;
            Give(new TurnPartReplaced
            {
                Part = part.IsReasoning ? new ReasoningPart { Id = part.Id } : new TextPart { Id = part.Id },
                PreviousText = given,
                MessageId = message.Id,
                PartId = part.Id,
                Event = _applying,
            });
        }
    }

    private void PublishText(TurnMessage message, TurnPart part, SessionEvent? value)
    {
        int length = part.Text.Length;
        if (part.Retracted is { } retracted)
        {
            part.Retracted = null;
            part.Given = length;
            Give(new TurnPartReplaced
            {
                Part = part.ToPart(),
                PreviousText = retracted,
                MessageId = message.Id,
                PartId = part.Id,
                Event = value
            });
        }
        else if (length > part.Given)
        {
            int offset = part.Given;
            string delta = value is MessagePartDeltaEvent d && d.Delta.Length == length - offset ? d.Delta
                : part.Text.ToString(offset, length - offset);
            part.Given = length;
            if (part.IsReasoning)
            {
                Give(new TurnReasoningDelta
                {
                    Delta = delta,
                    MessageId = message.Id,
                    PartId = part.Id,
                    Offset = offset,
                    Event = value
                });
                return;
            }

            if (offset == 0 && _lastText is not null && _lastText != part)
            {
                Give(new TurnTextBreak { MessageId = message.Id, PartId = part.Id, Event = value });
            }

            _lastText = part;
            Give(new TurnTextDelta { Delta = delta, MessageId = message.Id, PartId = part.Id, Offset = offset, Event = value });
        }
    }

    private void PublishTool(TurnMessage message, TurnPart part, ToolPart tool, SessionEvent? value)
    {
        // A pending call has no input yet.
        bool ended = HasEnded(tool);
        if ((ended || tool.State.Status == ToolStatus.Running) && !part.IsStarted)
        {
            part.IsStarted = true;
            Give(new TurnToolStarted { Tool = tool, MessageId = message.Id, PartId = part.Id, Event = value });
        }

        if (ended && !part.IsFinished)
        {
            part.IsFinished = true;
            Give(new TurnToolFinished { Tool = tool, MessageId = message.Id, PartId = part.Id, Event = value });
        }
    }
}

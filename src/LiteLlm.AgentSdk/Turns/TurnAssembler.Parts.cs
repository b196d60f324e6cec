using System.Text;

namespace LiteLlm.AgentSdk.Turns;

/// <content>Parts: from deltas and whole parts to what is new for the caller.</content>
internal sealed partial class TurnAssembler
{
    private void TakeDelta(MessagePartDeltaEvent delta, List<TurnUpdate> updates)
    {
        TurnMessage message = Get(delta.MessageId);
        if (message.IsUsers)
        {
            return;
        }

        Enlist(message);
        if ((_mayHaveMissed || _holding) && HasToWait(message, delta.PartId))
        {
            Progress++;
            return;
        }

        TurnPart part = message.Part(delta.PartId, out bool isNew);
        if (isNew)
        {
            part.IsTorn = _torn;
        }

        if (delta.Field is not ("text" or "reasoning" or "") || part.Latest is not (null or TextPart or ReasoningPart))
        {
            // Something else grows: a tool's output, say. It comes whole in its part.
            return;
        }

        // opencode's deltas say "text" for reasoning too: the part's own type decides, where it has been seen.
        bool reasoning = part.Latest is ReasoningPart || (part.Latest is null && delta.Field == "reasoning");
        Append(message, part, delta.Delta, reasoning, delta, updates);
    }

    private void Append(TurnMessage message, TurnPart part, string delta, bool reasoning, SessionEvent value, List<TurnUpdate> updates)
    {
        Enlist(message);
        Progress++;
        part.IsReasoning = reasoning;
        if (part.IsTorn || part.IsWhole)
        {
            // A part that has come whole does not grow: this is from before.
            return;
        }

        part.Text.Append(delta);
        if (delta.Length > 0 && IsOurs(message))
        {
            updates.Add(Delta(message, part, delta, value));
        }
    }

    private void TakePart(TurnMessage message, MessagePart part, SessionEvent? value, List<TurnUpdate> updates, string? name = null)
    {
        if (message.IsUsers)
        {
            TakeUsersPart(message, part);
            return;
        }

        Enlist(message);
        name ??= message.NameFor(part);
        if (value is not null && (_mayHaveMissed || _holding) && HasToWait(message, name))
        {
            Progress++;
            _held.Add(new HeldPart(message, name, part, value));
            return;
        }

        TurnPart state = message.Part(name, out bool isNew);
        if (isNew || state.Latest != part)
        {
            Progress++;
        }

        switch (part)
        {
            case TextPart text:
                TakeWholeText(message, state, text, text.Text, IsWhole(message, part, value), value, updates);
                break;
            case ReasoningPart reasoning:
                TakeWholeText(message, state, reasoning, reasoning.Text, IsWhole(message, part, value), value, updates);
                break;
            case ToolPart tool:
                TakeTool(message, state, tool, value, updates);
                break;
            default:
                state.Latest = assemble ? part : null;
                state.IsWhole = true;
                break;
        }
    }

    private void TakeUsersPart(TurnMessage message, MessagePart part)
    {
        message.Part(message.NameFor(part), out _).Latest = part;
        FindQuestion(message);
    }

    private void FindQuestion(TurnMessage message)
    {
        if (_question is not null || sent is null || message.Parts.Count == 0
            || !sent.Matches([.. message.Parts.Select(p => p.Latest).OfType<TextPart>().Select(p => p.Text)]))
        {
            return;
        }

        _question = message;
        if (!_torn)
        {
            // An answer does not come before its question: what has come so far is another turn's.
            foreach (TurnMessage earlier in _answers)
            {
                earlier.IsForeign = true;
            }
        }
    }

    /// <summary>A part as it is to read: what is missing of it comes as a delta, what reads differently is announced.</summary>
    private void TakeWholeText(TurnMessage message, TurnPart state, MessagePart part, string whole, bool isWhole, SessionEvent? value, List<TurnUpdate> updates)
    {
        Enlist(message);
        int given = state.Given;

        state.IsFromThread |= value is null;
        if (!isWhole && state.IsFromThread && whole.Length < given && (state.Text.Length < given || StartsWith(state.Text, whole)))
        {
            // Of a part that grows the thread may be behind what was streamed, and the stream behind what was read in the thread. Its deltas can't be placed then.
            state.IsTorn = true;
            return;
        }

        // What another process gave is known by its length alone.
        bool continues = whole.Length >= given && (state.Text.Length < given || StartsWith(whole, state.Text));
        string soFar = continues ? "" : state.Text.ToString();
        state.IsReasoning = part is ReasoningPart;

        // What the thread has of a part that grows may be behind or ahead of the stream: its deltas can't be placed.
        state.IsTorn = !isWhole && value is null;
        state.IsWhole = isWhole;
        state.Given = whole.Length;
        state.Text.Clear();
        if (assemble || !state.IsWhole)
        {
            state.Latest = part;
            state.Text.Append(whole);
        }
        else
        {
            // Emptied alone, it would keep the room that it had.
            state.Text.Capacity = 0;
        }

        if (!IsOurs(message))
        {
            return;
        }

        if (!continues)
        {
            updates.Add(new TurnPartReplaced(part, soFar) { Event = value });
        }
        else if (whole.Length > given)
        {
            updates.Add(Delta(message, state, whole[given..], value));
        }
    }

    /// <summary>
    /// Whether a text is all there will be of its part. opencode announces a part with its beginning and sends it again with its end; Claude sends it once, without
    /// times. In the thread, a part of a message that is not complete may still grow.
    /// </summary>
    private static bool IsWhole(TurnMessage message, string text, PartTime? time, SessionEvent? value) =>
        time?.End is not null || (value is null ? message.Info?.Time?.Completed is not null || message.Info?.Error is not null : time is null && text.Length > 0);

    private static bool IsWhole(TurnMessage message, MessagePart part, SessionEvent? value) => part switch
    {
        TextPart text => IsWhole(message, text.Text, text.Time, value),
        ReasoningPart reasoning => IsWhole(message, reasoning.Text, reasoning.Time, value),
        ToolPart tool => HasEnded(tool),
        _ => true,
    };

    private static bool HasEnded(ToolPart tool) => tool.State.Status == ToolStatus.Completed || tool.State.Status == ToolStatus.Error;

    private static bool StartsWith(string whole, StringBuilder text)
    {
        int position = 0;
        foreach (ReadOnlyMemory<char> chunk in text.GetChunks())
        {
            if (!whole.AsSpan(position).StartsWith(chunk.Span, StringComparison.Ordinal))
            {
                return false;
            }

            position += chunk.Length;
        }

        return true;
    }

    private static bool StartsWith(StringBuilder text, string beginning)
    {
        for (int i = 0; i < beginning.Length; i++)
        {
            if (text[i] != beginning[i])
            {
                return false;
            }
        }

        return true;
    }

    private static TurnUpdate Delta(TurnMessage message, TurnPart part, string delta, SessionEvent? value) => part.IsReasoning
        ? new TurnReasoningDelta(delta) { Event = value, PartId = part.Id, MessageId = message.Id }
        : new TurnTextDelta(delta) { Event = value, PartId = part.Id, MessageId = message.Id };

    private void TakeTool(TurnMessage message, TurnPart state, ToolPart tool, SessionEvent? value, List<TurnUpdate> updates)
    {
        bool ended = HasEnded(tool);
        state.Latest = assemble ? tool : null;
        state.IsWhole = ended;

        // A pending call has no input yet.
        bool started = ended || tool.State.Status == ToolStatus.Running;
        if (!IsOurs(message))
        {
            return;
        }

        if (started && !state.IsStarted)
        {
            state.IsStarted = true;
            updates.Add(new TurnToolStarted(tool) { Event = value });
        }

        if (ended && !state.IsFinished)
        {
            state.IsFinished = true;
            updates.Add(new TurnToolFinished(tool) { Event = value });
        }
    }
}

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Folds the events of a session, and what its thread says, into the updates and the reply of one turn, whatever the harness. Knows the turn's own
/// messages from those of other turns: by the user message that began it, and by what each assistant message says it answers.
/// </summary>
internal sealed class TurnAssembler(SentMessage? sent, bool assemble = true)
{
    private readonly Dictionary<string, TurnMessage> _messages = new(StringComparer.Ordinal);
    private readonly List<TurnMessage> _answers = [];
    private TurnMessage? _question;
    private TurnError? _sessionError;
    private readonly List<(TurnMessage Message, MessagePart Part, SessionEvent Event)> _held = [];
    private bool _torn;
    private bool _mayHaveMissed;
    private bool _holding;

    /// <summary>Whether an event that ends a turn has come; whose turn it was, <see cref="LooksOver"/> tells.</summary>
    public bool SawEnd { get; private set; }

    /// <summary>The user message that began the turn, once a stream or the thread has shown it.</summary>
    public string? UserMessageId => _question?.Id;

    /// <summary>Whether the thread shows that the platform ran the turn a second time.</summary>
    public bool IsDuplicated { get; set; }

    /// <summary>Whether what has come says that this very turn is over, and not only some turn of the session.</summary>
    public bool LooksOver
    {
        get
        {
            if (_sessionError is not null || _messages.ContainsKey(""))
            {
                return true;
            }

            TurnMessage? last = _answers.FindLast(IsOurs);
            return last?.Info is { } info && MessageThread.IsOver(info);
        }
    }

    /// <summary>Counts what has come: a stream that is taken up again and brings nothing new is no progress.</summary>
    public long Progress { get; private set; }

    /// <summary>Forgets that a turn's end was seen: it was another's.</summary>
    public void GoOn() => SawEnd = false;

    /// <summary>
    /// Something may have been missed from here on: parts that are open, or new without their beginning, wait until they come whole; and what comes after
    /// parts that may have been missed whole waits for those, so that the caller gets everything in order.
    /// </summary>
    public void Tear()
    {
        _torn = true;
        _mayHaveMissed = true;
        foreach (TurnPart part in _answers.SelectMany(a => a.Parts))
        {
            part.IsTorn |= !part.IsWhole;
        }
    }

    /// <summary>Makes a user message the one that began the turn.</summary>
    public void Recognise(Message message)
    {
        TurnMessage question = Get(message.Info.Id);
        question.Info = message.Info;
        question.IsUsers = true;
        _answers.Remove(question);
        _question = question;
    }

    /// <summary>Takes up where a token left off: which parts the caller has, and how much of each.</summary>
    public void Resume(TurnToken token)
    {
        _question = Get(token.UserMessageId);
        _question.IsUsers = true;
        foreach (TurnTokenPart seen in token.Parts)
        {
            TurnMessage message = Get(seen.MessageId);
            Enlist(message);
            TurnPart part = message.Part(seen.PartId, out _);
            part.Given = seen.Length;
            part.IsStarted = seen.IsStarted;
            part.IsFinished = seen.IsFinished;
            part.IsTorn = true;
        }

        _torn = true;
    }

    /// <summary>What another process needs to take up from here; nothing as long as the turn's user message has not shown.</summary>
    public TurnToken? ToToken(string sessionId) => _question is null ? null : new TurnToken
    {
        SessionId = sessionId,
        UserMessageId = _question.Id,
        Parts = [.. _answers.Where(IsOurs).SelectMany(a => a.Parts.Select(p => new TurnTokenPart(a.Id, p.Id, p.Given, p.IsStarted, p.IsFinished)))],
    };

    /// <summary>Takes an event and says what is new. Every event brings at least one update: nothing is dropped.</summary>
    public void Take(SessionEvent value, List<TurnUpdate> updates)
    {
        int before = updates.Count;
        switch (value)
        {
            case MessagePartDeltaEvent delta:
                TakeDelta(delta, updates);
                break;
            case MessageUpdatedEvent updated:
                TakeInfo(updated.Info);
                break;
            case MessagePartUpdatedEvent updated:
                TakePart(Get(updated.MessageId ?? updated.Part.MessageId ?? ""), updated.Part, updated, updates);
                break;
            case ClaudeSdkMessageEvent claude when _torn && claude.StartsContentBlock:
                // What begins from here on is seen from its beginning.
                _torn = false;
                break;
            case SessionErrorEvent error:
                _sessionError = error.Error ?? new TurnError { Name = "SessionError", AdditionalProperties = TurnErrors.WithMessage(error.Message) };
                break;
            case MessageDeltaEvent delta:
                // The older proxy: one answer, no ids.
                Append(Get(""), Get("").Part("", out _), delta.Text ?? "", reasoning: false, value, updates);
                break;
            case MessageCompletedEvent { Text: { Length: > 0 } text }:
                TakeWholeText(Get(""), Get("").Part("", out _), new TextPart { Text = text }, text, isWhole: true, value, updates);
                break;
            case RunFailedEvent failed:
                _sessionError = failed.Error ?? new TurnError { Name = "RunFailed", AdditionalProperties = TurnErrors.WithMessage(failed.Message) };
                break;
            default:
                break;
        }

        SawEnd |= value.IsTurnEnd;
        if (updates.Count == before)
        {
            updates.Add(new TurnEvent { Event = value });
        }
    }

    /// <summary>Takes the turn's messages as the thread has them: whatever has not come yet is new.</summary>
    public void Absorb(IReadOnlyList<Message> answers, List<TurnUpdate> updates)
    {
        if (answers.Count == 0)
        {
            return;
        }

        // All that was missed is here, in its order.
        _mayHaveMissed = _holding = false;
        foreach (Message answer in answers)
        {
            TurnMessage message = Get(answer.Info.Id);
            TakeInfo(answer.Info);
            Enlist(message);
            List<string> order = [];
            int unnamed = 0;
            foreach (MessagePart part in answer.Parts)
            {
                string name = part.Id ?? (part as ToolPart)?.CallId ?? $"#{unnamed++}";
                order.Add(name);
                TakePart(message, part, null, updates, name);
            }

            message.OrderAs(order);
        }

        List<TurnMessage> ordered = [.. answers.Select(a => Get(a.Info.Id)).Where(_answers.Contains)];
        ordered.AddRange(_answers.Except(ordered).ToArray());
        _answers.Clear();
        _answers.AddRange(ordered);
        ReleaseHeld(updates);
    }

    /// <summary>What waited for earlier parts and is not in the thread is given now: nothing else will come before it.</summary>
    private void ReleaseHeld(List<TurnUpdate> updates)
    {
        if (_held.Count == 0)
        {
            return;
        }

        _mayHaveMissed = _holding = false;
        foreach ((TurnMessage message, MessagePart part, SessionEvent value) in _held.ToArray())
        {
            TakePart(message, part, value, updates);
        }

        _held.Clear();
    }

    /// <summary>
    /// Whether a part has to wait: after a gap, parts before it may have been missed whole. Not when it is the part that was open at the gap, or the very
    /// next one: parts come one after the other.
    /// </summary>
    private bool HasToWait(TurnMessage message, string partId)
    {
        if (_mayHaveMissed)
        {
            _mayHaveMissed = false;
            TurnPart? last = _answers.Where(IsOurs).SelectMany(a => a.Parts).LastOrDefault();
            _holding = last is null || !(last.Id == partId || (last.IsWhole && Follows(last.Id, partId)));
        }

        return _holding && !message.Parts.Any(p => p.Id == partId);
    }

    // Claude's harness numbers the parts of a message: ..._b0, ..._b1.
    private static bool Follows(string id, string next)
    {
        int end = id.LastIndexOf("_b", StringComparison.Ordinal);
        return end > 0
            && next.AsSpan().StartsWith(id.AsSpan(0, end + 2), StringComparison.Ordinal)
            && int.TryParse(id.AsSpan(end + 2), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number)
            && next.AsSpan(end + 2).SequenceEqual((number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Takes an answer that is nothing but a text, as the older proxy gives it: what the stream has not brought of it is new.</summary>
    public void TakeBareText(string text, List<TurnUpdate> updates) =>
        TakeWholeText(Get(""), Get("").Part("", out _), new TextPart { Text = text }, text, isWhole: true, null, updates);

    /// <summary>The error that the stream reported, if any.</summary>
    public TurnError? SessionError => _sessionError;

    /// <summary>The reply as far as it has come.</summary>
    public Reply ToReply()
    {
        List<TurnMessage> ours = [.. _answers.Where(IsOurs)];
        if (ours.Exists(a => a.Info is not null))
        {
            // What has never said whose it is, while another has, is a turn's that runs beside.
            ours.RemoveAll(a => a.Info is null);
        }

        return Reply.Of(
            [.. ours.Select(a => a.ToMessage(assemble, _held.Where(h => h.Message == a).Select(h => h.Part)))],
            _sessionError,
            isPartial: assemble && ours.Any(a => a.Parts.Any(p => p.IsPartial)),
            duplicated: IsDuplicated);
    }

    private TurnMessage Get(string id)
    {
        if (!_messages.TryGetValue(id, out TurnMessage? message))
        {
            _messages.Add(id, message = new TurnMessage(id));
        }

        return message;
    }

    private void TakeInfo(MessageInfo info)
    {
        TurnMessage message = Get(info.Id);
        if (message.Info is null || message.Info != info)
        {
            Progress++;
        }

        message.Info = info;
        if (info.Role == MessageRole.User)
        {
            message.IsUsers = true;
            _answers.Remove(message);
            FindQuestion(message);
        }
        else
        {
            Enlist(message);
        }
    }

    /// <summary>An assistant message has its place from its first sign of life.</summary>
    private void Enlist(TurnMessage message)
    {
        if (!message.IsEnlisted && !message.IsUsers)
        {
            message.IsEnlisted = true;
            _answers.Add(message);
        }
    }

    /// <summary>
    /// Whether an assistant message is of this turn: opencode says which user message it answers; the Claude Agent SDK gives it
    /// that message's time. As long as neither is known, it is.
    /// </summary>
    private bool IsOurs(TurnMessage message)
    {
        if (message.IsUsers || message.IsForeign || _question is null || message.Info is not { } info)
        {
            return !message.IsUsers && !message.IsForeign;
        }

        if (info.ParentId is { } parent)
        {
            return parent == _question.Id;
        }

        return info.Time?.Created is not { } created || _question.Info?.Time?.Created is not { } began || created == began;
    }

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
            _held.Add((message, part, value));
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
                TakeWholeText(message, state, text, text.Text, IsWhole(message, text.Text, text.Time, value), value, updates);
                break;
            case ReasoningPart reasoning:
                TakeWholeText(message, state, reasoning, reasoning.Text, IsWhole(message, reasoning.Text, reasoning.Time, value), value, updates);
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

    private static bool StartsWith(string whole, System.Text.StringBuilder text)
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

    private static TurnUpdate Delta(TurnMessage message, TurnPart part, string delta, SessionEvent? value) => part.IsReasoning
        ? new TurnReasoningDelta(delta) { Event = value, PartId = part.Id, MessageId = message.Id }
        : new TurnTextDelta(delta) { Event = value, PartId = part.Id, MessageId = message.Id };

    private void TakeTool(TurnMessage message, TurnPart state, ToolPart tool, SessionEvent? value, List<TurnUpdate> updates)
    {
        bool ended = tool.State.Status == ToolStatus.Completed || tool.State.Status == ToolStatus.Error;
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

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Folds the events of a session into the updates and the reply of one turn, whatever the harness. Knows the turn's own messages
/// from those of other turns: by the user message that began it, and by what each assistant message says it answers.
/// </summary>
internal sealed class TurnAssembler(IReadOnlyList<string> sentTexts)
{
    private readonly string _sentText = string.Join('\n', sentTexts);
    private readonly Dictionary<string, TurnMessage> _messages = new(StringComparer.Ordinal);
    private readonly List<TurnMessage> _answers = [];
    private TurnMessage? _question;
    private TurnError? _sessionError;

    /// <summary>Whether the event that ends the turn has come.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The user message that began the turn, once the stream has shown it.</summary>
    public string? UserMessageId => _question?.Id;

    /// <summary>Takes an event and says what is new. Every event brings at least one update: nothing is dropped.</summary>
    public void Take(SessionEvent value, List<TurnUpdate> updates)
    {
        int before = updates.Count;
        switch (value)
        {
            case MessageUpdatedEvent updated:
                TakeInfo(updated.Info);
                break;
            case MessagePartDeltaEvent delta:
                TakeDelta(delta, updates);
                break;
            case MessagePartUpdatedEvent updated:
                TakePart(updated, updates);
                break;
            case SessionErrorEvent error:
                _sessionError = error.Error ?? new TurnError { Name = "SessionError", AdditionalProperties = TurnErrors.WithMessage(error.Message) };
                break;
            case MessageDeltaEvent delta:
                // The older proxy: one answer, no ids.
                Append(ProxyAnswer, ProxyAnswer.Part(""), delta.Text, reasoning: false, value, updates);
                break;
            case MessageCompletedEvent { Text: { Length: > 0 } text }:
                TakeWholeText(ProxyAnswer, new TextPart { Text = text }, text, value, updates);
                break;
            case RunFailedEvent failed:
                _sessionError = new TurnError { Name = "RunFailed", AdditionalProperties = failed.AdditionalProperties };
                break;
            default:
                break;
        }

        IsOver |= value.IsTurnEnd;
        if (updates.Count == before)
        {
            updates.Add(new TurnEvent { Event = value });
        }
    }

    /// <summary>The reply as far as it has come.</summary>
    public Reply ToReply() => Reply.Of([.. _answers.Where(IsOurs).Select(a => a.ToMessage())], _sessionError);

    private TurnMessage ProxyAnswer => Get("");

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
        message.Info = info;
        if (info.Role == MessageRole.User)
        {
            message.IsUsers = true;
            _answers.Remove(message);
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
        if (message.IsUsers || _question is null || message.Info is not { } info)
        {
            return !message.IsUsers;
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
        TurnPart part = message.Part(delta.PartId);

        // opencode's deltas say "text" for reasoning too: the part's own type decides, where it has been seen.
        bool reasoning = part.Latest is ReasoningPart || (part.Latest is null && delta.Field == "reasoning");
        Append(message, part, delta.Delta, reasoning, delta, updates);
    }

    private void Append(TurnMessage message, TurnPart part, string delta, bool reasoning, SessionEvent value, List<TurnUpdate> updates)
    {
        Enlist(message);
        part.IsReasoning = reasoning;
        part.Text.Append(delta);
        if (delta.Length > 0 && IsOurs(message))
        {
            updates.Add(Delta(message, part, delta, value));
        }
    }

    private void TakePart(MessagePartUpdatedEvent updated, List<TurnUpdate> updates)
    {
        TurnMessage message = Get(updated.MessageId ?? updated.Part.MessageId ?? "");
        if (message.IsUsers)
        {
            message.Part(updated.Part.Id ?? "").Latest = updated.Part;
            _question ??= IsQuestion(message) ? message : null;
            return;
        }

        Enlist(message);
        switch (updated.Part)
        {
            case TextPart text:
                TakeWholeText(message, text, text.Text, updated, updates);
                break;
            case ReasoningPart reasoning:
                TakeWholeText(message, reasoning, reasoning.Text, updated, updates);
                break;
            case ToolPart tool:
                TakeTool(message, tool, updated, updates);
                break;
            default:
                message.Part(updated.Part.Id ?? "").Latest = updated.Part;
                break;
        }
    }

    /// <summary>A part as it is to read: what is missing of it comes as a delta, what reads differently is announced.</summary>
    private void TakeWholeText(TurnMessage message, MessagePart part, string whole, SessionEvent value, List<TurnUpdate> updates)
    {
        Enlist(message);
        TurnPart state = message.Part(part.Id ?? "");
        string soFar = state.Text.ToString();
        state.Latest = part;
        state.IsReasoning = part is ReasoningPart;
        if (whole == soFar)
        {
            return;
        }

        state.Text.Clear().Append(whole);
        if (!IsOurs(message))
        {
            return;
        }

        updates.Add(whole.StartsWith(soFar, StringComparison.Ordinal)
            ? Delta(message, state, whole[soFar.Length..], value)
            : new TurnPartReplaced(part, soFar) { Event = value });
    }

    private static TurnUpdate Delta(TurnMessage message, TurnPart part, string delta, SessionEvent value) => part.IsReasoning
        ? new TurnReasoningDelta(delta) { Event = value, PartId = part.Id, MessageId = message.Id }
        : new TurnTextDelta(delta) { Event = value, PartId = part.Id, MessageId = message.Id };

    private void TakeTool(TurnMessage message, ToolPart tool, SessionEvent value, List<TurnUpdate> updates)
    {
        TurnPart state = message.Part(tool.Id ?? tool.CallId ?? "");
        state.Latest = tool;
        bool ended = tool.State.Status == ToolStatus.Completed || tool.State.Status == ToolStatus.Error;

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

    /// <summary>Whether a user message is the one that was sent: the harnesses join its parts or keep them apart.</summary>
    private bool IsQuestion(TurnMessage message)
    {
        List<string> texts = [.. message.Parts.Select(p => p.Latest).OfType<TextPart>().Select(p => p.Text)];
        string joined = string.Join('\n', texts);
        return joined == _sentText || Preamble.Without(joined) == _sentText || Preamble.WithoutPart(texts) == _sentText;
    }
}

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Folds the events of a session, and what its thread says, into the updates and the reply of one turn, whatever the harness. Knows the turn's own
/// messages from those of other turns: by the user message that began it, and by what each assistant message says it answers.
/// </summary>
internal sealed partial class TurnAssembler(SentMessage? sent, bool assemble = true)
{
    private readonly Dictionary<string, TurnMessage> _messages = new(StringComparer.Ordinal);
    private readonly List<TurnMessage> _answers = [];
    private TurnMessage? _question;
    private TurnMessage? _asked;
    private TurnError? _sessionError;

    /// <summary>Whether an event that ends a turn has come; whose turn it was, <see cref="LooksOver"/> tells.</summary>
    public bool SawEnd { get; private set; }

    /// <summary>The user message that began the turn, once a stream or the thread has shown it.</summary>
    public string? UserMessageId => _question?.Id;

    /// <summary>The answer that the stream has shown first after the turn's question, and before any other question.</summary>
    public string? FirstAnswerId => FirstAnswer?.Id;

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

    /// <summary>Takes an event and says what is new. Every event brings at least one update: nothing is dropped.</summary>
    public void Take(SessionEvent value, List<TurnUpdate> updates)
    {
        Make(updates);
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

    private TurnMessage? FirstAnswer => _question is null ? null : _answers.Find(a => a.After == _question);

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
            if (!message.IsUsers)
            {
                message.IsUsers = true;
                message.After = _asked;
                _asked = message;
            }

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
            message.After = _asked;
            _answers.Add(message);
        }
    }

    /// <summary>
    /// Whether an assistant message is of this turn: opencode says which user message it answers; the Claude Agent SDK gives it
    /// that message's time. As long as neither is known, it is.
    /// </summary>
    private bool IsOurs(TurnMessage message)
    {
        if (message.IsUsers || message.IsForeign)
        {
            return false;
        }

        if (message.IsOwn || _question is null || message.Info is not { } info)
        {
            return true;
        }

        if (info.ParentId is { } parent)
        {
            return parent == _question.Id;
        }

        if (info.Time?.Created is not { } created || _question.Info?.Time?.Created is not { } began)
        {
            return true;
        }

        // Of two questions of one millisecond the time tells nothing. The order on the stream does, unless the other one was there first.
        return created == began && (IsOnlyOne(began) || (message == FirstAnswer && IsFirst(began)));
    }

    private bool IsOnlyOne(long began) => !_messages.Values.Any(m => m.IsUsers && m != _question && m.Info?.Time?.Created == began);

    private bool IsFirst(long began)
    {
        for (TurnMessage? earlier = _question?.After; earlier is not null; earlier = earlier.After)
        {
            if (earlier.Info?.Time?.Created == began)
            {
                return false;
            }
        }

        return true;
    }
}

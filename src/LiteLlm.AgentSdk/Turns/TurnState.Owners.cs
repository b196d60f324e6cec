namespace LiteLlm.AgentSdk.Turns;

/// <content>
/// Decides which turn a message belongs to. A turn's user message is published before its answer. opencode's answers name their question.
/// The Claude harness identifies the question only at the end, by its creation time; but an answer that is first seen while only one
/// question is open belongs to that question. Messages that can't be assigned are kept, but the caller does not get them.
/// </content>
internal sealed partial class TurnState
{
    // The user messages without a finished answer: those of the thread before the send, and those seen since.
    private readonly List<TurnMessage> _open =
        [.. (baseline?.OpenQuestions ?? []).Select(info => new TurnMessage(info.Id) { Info = info })];

    private TurnMessage? _question;
    private TurnMessage? _lastAsked;

    // Whether a user message of another sender has been seen since the send.
    private bool _sawQuestionOfOthers;

    // Whether two user messages have the content that was sent, so that the stream can't show which one is ours.
    private bool _isAmbiguous;

    /// <summary>
    /// Gets the id of the answer that the stream showed first after the turn's question, with no other question in between.
    /// </summary>
    public string? FirstAnswerId => FirstAnswer?.Id;

    /// <summary>
    /// Gets a value indicating whether a message has come whose turn is unknown, and one reading of the thread may determine it.
    /// </summary>
    public bool HasUnknownMessage => (_question is not null || _isAmbiguous)
        && _answers.Exists(a => a.Owner == TurnOwner.Undecided && !a.WasLookedUp && MayBeLookedUp(a));

    /// <summary>Gets or sets a value indicating whether other senders' messages are unanswered, as the thread last showed it.</summary>
    public bool HasWaitingOthers { get; set; }

    private TurnMessage? FirstAnswer => _question is null ? null : _answers.Find(a => a.After == _question);

    /// <summary>Records that a user message of the thread is the one that began the turn.</summary>
    public void Recognize(Message message)
    {
        lock (_sync)
        {
            TurnMessage question = Get(message.Info.Id);
            bool isNew = _question != question;
            question.Info = message.Info;
            MarkAsUserMessage(question);
            _question = question;
            if (isNew)
            {
                Enqueue(new TurnStarted { UserMessageId = question.Id, Event = _applying });
            }
        }
    }

    /// <summary>
    /// Accepts all undecided messages as the turn's own. The turn is over and its user message was never seen, so nothing will decide it
    /// any more.
    /// </summary>
    public void AcceptUndecided()
    {
        lock (_sync)
        {
            foreach (TurnMessage answer in _answers.Where(a => _question is null && a.Owner == TurnOwner.Undecided))
            {
                answer.KnownOwner = answer.Owner = TurnOwner.Ours;
                Publish(answer);
            }
        }
    }

    private static bool IsOurs(TurnMessage message) => message.Owner == TurnOwner.Ours;

    // Until the turn's user message has been seen, any undecided answer may belong to the turn.
    private bool MayBeOurs(TurnMessage message) => IsOurs(message) || (_question is null && message.Owner == TurnOwner.Undecided);

    // With the Claude harness, a message that began while several questions were open stays undecided until it ends. Reading the thread
    // helps only after a gap.
    private bool MayBeLookedUp(TurnMessage message) =>
        Harness == HarnessKind.OpenCode ? message.Info?.ParentId is null : _mayHaveMissedDeltas;

    private void ApplyUserInfo(TurnMessage message, MessageInfo info)
    {
        Harness = Harness != HarnessKind.Unknown ? Harness : info.Agent is not null ? HarnessKind.OpenCode
            : info.Time?.Completed is not null ? HarnessKind.Claude : Harness;
        if (!message.IsFromUser)
        {
            message.After = _lastAsked;
            _lastAsked = message;

            // opencode publishes user messages of earlier turns again, so those of the baseline are not open questions.
            if (baseline?.Contains(info.Id) != true && !_open.Exists(q => q.Id == message.Id))
            {
                _open.Add(message);
            }
        }

        MarkAsUserMessage(message);
        FindQuestion(message);
    }

    /// <summary>Records that a user wrote a message. Its text may have come without its role, and then it may count as an answer.</summary>
    private void MarkAsUserMessage(TurnMessage message)
    {
        message.IsFromUser = true;
        if (_answers.Remove(message))
        {
            Retract(message);
        }
    }

    private void ApplyUserPart(TurnMessage message, MessagePart part)
    {
        message.Part(message.NameFor(part), out _).Latest = part;
        FindQuestion(message);
    }

    /// <summary>Recognizes the turn's user message on the stream by its text.</summary>
    private void FindQuestion(TurnMessage message)
    {
        if (sent is null || message == _question || message.Parts.Count == 0 || baseline?.Contains(message.Id) == true)
        {
            return;
        }

        if (IsAnothers(message))
        {
            _sawQuestionOfOthers = true;
            return;
        }

        if (_question is not null)
        {
            if (!sent.HasMark && !_answers.Exists(a => IsOurs(a) && a.Parts.Any(p => p.ReceivedLength > 0)) && !sent.MayBeRepeated)
            {
                // Another sender sent the same text. The caller has received nothing yet, so everything is held back until the thread
                // decides at the end.
                _question = null;
                _isAmbiguous = true;
                DecideAll();
            }

            return;
        }

        if (!_isAmbiguous)
        {
            SetQuestion(message);
        }
    }

    private void SetQuestion(TurnMessage message)
    {
        _question = message;
        Enqueue(new TurnStarted { UserMessageId = message.Id, Event = _applying });
        if (!_mayHaveMissedDeltas)
        {
            // An answer never comes before its question, so the earlier answers belong to other turns.
            foreach (TurnMessage earlier in _answers.Where(a => a.After != message))
            {
                earlier.KnownOwner = TurnOwner.Others;
            }
        }

        DecideAll();
    }

    private void DecideAll()
    {
        foreach (TurnMessage answer in _answers.ToArray())
        {
            DecideAndPublish(answer);
        }
    }

    private void DecideAndPublish(TurnMessage message)
    {
        TurnOwner before = message.Owner;
        Decide(message);
        if (before != TurnOwner.Ours && message.Owner == TurnOwner.Ours)
        {
            Publish(message);
        }
        else if (before == TurnOwner.Ours && message.Owner == TurnOwner.Others)
        {
            Retract(message);
        }
    }

    private void Decide(TurnMessage message) => message.Owner = OwnerOf(message);

    private TurnOwner OwnerOf(TurnMessage message)
    {
        if (message.KnownOwner != TurnOwner.Undecided)
        {
            return message.KnownOwner;
        }

        if (message.Id.Length == 0)
        {
            // The older proxy sends one answer, without an id.
            return TurnOwner.Ours;
        }

        if (_question is null)
        {
            return message.Info is { } info && AnswersAnother(info) ? TurnOwner.Others : TurnOwner.Undecided;
        }

        if (message.Info?.ParentId is { } parent)
        {
            return parent == _question.Id ? TurnOwner.Ours : TurnOwner.Others;
        }

        if (message.Info?.Time?.Created is { } created && _question.Info?.Time?.Created is { } began)
        {
            // If two questions have the same millisecond, the time can't decide. The order on the stream can, unless the other question
            // came first.
            return created != began ? TurnOwner.Others
                : IsOnlyQuestionAt(began) || (message == FirstAnswer && IsFirst(began)) ? TurnOwner.Ours : TurnOwner.Undecided;
        }

        if (Harness == HarnessKind.Claude && message.Info is null && HasOtherAnswer(message))
        {
            // The Claude harness answers a question with one message. This is a second one, so it answers a question that was published
            // before the stream was open.
            return TurnOwner.Others;
        }

        return message.OnlyOpenQuestion is not { } asked ? TurnOwner.Undecided : asked == _question ? TurnOwner.Ours : TurnOwner.Others;
    }

    /// <summary>
    /// Gets a value indicating whether an answer names a question that is not the turn's: one from before the send, or one with other
    /// words.
    /// </summary>
    private bool AnswersAnother(MessageInfo answer) =>
        (answer.ParentId is { } parent && baseline?.Contains(parent) == true)
        || baseline?.OpenQuestions.Any(q => MessageThread.Answers(answer, q)) == true
        || _messages.Values.Any(q =>
            q is { IsFromUser: true, Info: not null, Parts.Count: > 0 } && IsAnothers(q) && MessageThread.Answers(answer, q.Info));

    /// <summary>
    /// Gets a value indicating whether a user message is not the one that was sent. opencode keeps the mark of a message, so an equal
    /// message without it is another sender's.
    /// </summary>
    private bool IsAnothers(TurnMessage asked)
    {
        List<MessagePart> parts = [.. asked.Parts.Select(p => p.Latest).OfType<MessagePart>()];
        return sent is not null && (!sent.Matches([.. parts.OfType<TextPart>().Select(p => p.Text)])
            || (Harness == HarnessKind.OpenCode && sent.HasMark && !sent.IsMarked(parts)));
    }

    /// <summary>Gets a value indicating whether another message is known to be the answer to the turn's question.</summary>
    private bool HasOtherAnswer(TurnMessage message) =>
        _answers.Exists(a => a != message && a.Owner == TurnOwner.Ours && a.Info?.Time?.Created is { } created
            && created == _question?.Info?.Time?.Created);

    /// <summary>Removes the questions that a finished answer has answered from the open questions.</summary>
    private void CloseQuestions(MessageInfo answer)
    {
        if (MessageThread.IsOver(answer))
        {
            _open.RemoveAll(q => q.Info is not null && MessageThread.Answers(answer, q.Info));
        }
    }

    private bool IsOnlyQuestionAt(long began) =>
        !_messages.Values.Any(m => m.IsFromUser && m != _question && m.Info?.Time?.Created == began);

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

using System.Diagnostics.CodeAnalysis;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// What is known of one turn. It combines the session's events, the thread and the platform's reply into the updates and the reply of this
/// turn, for every harness. It is synchronous and has no clock, network or logger. Updates are queued until <see cref="TryDequeue"/>
/// returns them.
/// </summary>
/// <param name="sent">The message that begins the turn; null if the turn is followed by the id of its message.</param>
/// <param name="baseline">The thread before the message; null if it is not known.</param>
/// <param name="assemble">true to keep the parts for the reply; otherwise, false.</param>
/// <param name="givesClaudeMessages">
/// true to return messages of the Claude Agent SDK, which repeat the other events, as updates; otherwise, false.
/// </param>
internal sealed partial class TurnState(
    SentMessage? sent, ThreadBaseline? baseline = null, bool assemble = true, bool givesClaudeMessages = true)
{
    private readonly Dictionary<string, TurnMessage> _messages = new(StringComparer.Ordinal);
    private readonly List<TurnMessage> _answers = [];
    private readonly Queue<TurnUpdate> _updates = new();

    // A checkpoint may be created on another thread than the one that reads the turn.
    private readonly object _sync = new(); // net8.0 has no System.Threading.Lock
    private TurnMessage? _recent;

    // The event that is being applied; null once an update carries it. If no update carries it, it becomes an update of its own.
    private SessionEvent? _applying;

    /// <summary>Gets how the session's harness writes messages, as far as it is known.</summary>
    public HarnessKind Harness { get; private set; }

    /// <summary>Gets the id of the user message that began the turn; null until a stream or the thread has shown it.</summary>
    public string? QuestionId => _question?.Id;

    /// <summary>
    /// Gets a value indicating whether an event that ends a turn has come since the last <see cref="ForgetEnd"/>. It may be another turn's:
    /// <see cref="IsOver"/> tells whether this turn is over.
    /// </summary>
    public bool EndSeen { get; private set; }

    /// <summary>Gets or sets a value indicating whether the platform ran the turn more than once.</summary>
    public bool IsDuplicated { get; set; }

    /// <summary>
    /// Gets or sets the id of the other sender's message that shares its answer with this turn; null if the turn has an answer of its own.
    /// </summary>
    public string? AnsweredWith { get; set; }

    /// <summary>Gets the error that the stream reported for this turn; null when it reported none.</summary>
    public TurnError? Error { get; private set; }

    /// <summary>Gets the last error of a turn that the stream reported, whichever turn it was.</summary>
    public TurnError? LastError { get; private set; }

    /// <summary>Gets the number of changes so far. A reopened stream that changes nothing makes no progress.</summary>
    public long Progress { get; private set; }

    /// <summary>
    /// Gets a value indicating whether what has come shows that this turn is over, and not only some turn of the session.
    /// </summary>
    public bool IsOver =>
        Error is not null || _messages.ContainsKey("") || (_answers.FindLast(MayBeOurs)?.Info is { } info && MessageThread.IsOver(info));

    /// <summary>
    /// Gets a value indicating whether the turn's last message is still being written. An error may have ended the turn before that.
    /// </summary>
    public bool IsBeingWritten =>
        Harness == HarnessKind.OpenCode && _answers.FindLast(IsOurs)?.Info is { } info && !MessageThread.IsOver(info);

    /// <summary>Gets a value indicating whether anything of the turn's answer has come.</summary>
    public bool HasAnswer => _answers.Exists(IsOurs);

    /// <summary>Gets a value indicating whether the last message of the turn's answer is this one.</summary>
    public bool EndsWith(string messageId) => _answers.FindLast(IsOurs)?.Id == messageId;

    /// <summary>Gets a value indicating whether a tool of the turn is running. It may work for an hour without an event.</summary>
    public bool HasRunningTool =>
        _answers.Exists(a => IsOurs(a)
            && a.Parts.Any(p => p.Latest is ToolPart { State.Status: var status } && status == ToolStatus.Running));

    /// <summary>Gets a value indicating whether updates are in the queue.</summary>
    public bool HasUpdates => _updates.Count > 0;

    /// <summary>
    /// Applies an event. Every event results in at least one update, except messages of the Claude Agent SDK that were not requested.
    /// </summary>
    public void Apply(SessionEvent value)
    {
        lock (_sync)
        {
            _applying = value;
            switch (value)
            {
                case { IsTurnEnd: true } or SessionErrorEvent when IsOfAnotherSession(value):
                    break;
                case MessagePartDeltaEvent delta:
                    ApplyDelta(delta);
                    break;
                case MessageUpdatedEvent updated:
                    ApplyInfo(updated.Info);
                    break;
                case MessagePartUpdatedEvent updated:
                    ApplyPart(Get(updated.MessageId ?? updated.Part.MessageId ?? ""), updated.Part, updated);
                    break;
                case ClaudeSdkMessageEvent claude:
                    Harness = HarnessKind.Claude;
                    _mayHaveMissedDeltas = _mayHaveMissedDeltas && !claude.StartsContentBlock;
                    _applying = givesClaudeMessages ? _applying : null;
                    break;
                case SessionStatusEvent:
                    Harness = HarnessKind.OpenCode;
                    break;
                case SessionErrorEvent error:
                    ApplyError(error.Error ?? TurnErrors.Of("SessionError", error.Message));
                    break;
                case MessageDeltaEvent delta:
                    // The older proxy sends one answer, without ids.
                    ApplyText(delta.Text, value);
                    break;
                case MessageCompletedEvent { Text: { Length: > 0 } text }:
                    ApplyBareText(text, value);
                    break;
                case RunFailedEvent failed:
                    Error = LastError = failed.Error ?? TurnErrors.Of("RunFailed", failed.Message);
                    break;
                default:
                    break;
            }

            EndSeen |= value.IsTurnEnd && !IsOfAnotherSession(value);
            if (_applying is not null)
            {
                Enqueue(new TurnEvent { Event = value });
            }
        }
    }

    /// <summary>Removes the next update from the queue. The caller has it from then on, and a checkpoint counts it as delivered.</summary>
    public bool TryDequeue([NotNullWhen(true)] out TurnUpdate? update)
    {
        // Only the reader of the turn adds and removes updates. It needs no lock to see that there are none.
        update = null;
        if (_updates.Count == 0)
        {
            return false;
        }

        lock (_sync)
        {
            return _updates.TryDequeue(out update);
        }
    }

    /// <summary>Adds an update that does not come from an event.</summary>
    public void Announce(TurnUpdate update)
    {
        lock (_sync)
        {
            _updates.Enqueue(update);
        }
    }

    /// <summary>Discards the end of a turn that was seen, because it belongs to another turn.</summary>
    public void ForgetEnd() => EndSeen = false;

    /// <summary>
    /// Applies a reply that is only a text, as the older proxy sends it. The text that the stream has not brought yet becomes an update.
    /// </summary>
    public void ApplyBareText(string text, SessionEvent? value = null)
    {
        lock (_sync)
        {
            TurnMessage message = Get("");
            AddAnswer(message);
            ApplyWholeText(message.Part("", out _), new TextPart { Text = text }, text, isWhole: true, value);
            Publish(message);
        }
    }

    /// <summary>Gets the reply as far as it has come.</summary>
    /// <param name="error">The error to report if nothing that has come contains one; null for none.</param>
    public Reply ToReply(TurnError? error = null)
    {
        List<TurnMessage> ours = [.. _answers.Where(MayBeOurs)];
        if (ours.Exists(a => a.Info is not null))
        {
            // If any answer names its question, answers that name none belong to a concurrent turn.
            ours.RemoveAll(a => a.Info is null);
        }

        return Reply.Of(
            [.. ours.Select(a => a.ToMessage(assemble))],
            Error ?? error,
            isPartial: assemble && ours.Exists(a => a.Parts.Any(p => p.IsPartial)),
            duplicated: IsDuplicated,
            answeredWith: AnsweredWith);
    }

    /// <summary>
    /// Gets what another process needs to follow the turn from here on; null until the turn's user message has been seen.
    /// </summary>
    public TurnCheckpoint? ToCheckpoint(string sessionId)
    {
        lock (_sync)
        {
            if (_question is not { } question)
            {
                return null;
            }

            List<TurnCheckpointPart> parts = [];
            foreach (TurnMessage answer in _answers.Where(IsOurs))
            {
                foreach (TurnPart part in answer.Parts)
                {
                    parts.Add(ReceivedOf(answer, part));
                }
            }

            return new TurnCheckpoint { SessionId = sessionId, UserMessageId = question.Id, Parts = parts };
        }
    }

    /// <summary>Continues from a checkpoint, which says which parts the caller has, and how much of each.</summary>
    public void Resume(TurnCheckpoint checkpoint)
    {
        ResumeAt(checkpoint.UserMessageId);
        foreach (TurnCheckpointPart seen in checkpoint.Parts)
        {
            TurnMessage message = Get(seen.MessageId);
            message.KnownOwner = TurnOwner.Ours;
            AddAnswer(message);
            TurnPart part = message.Part(seen.PartId, out _);
            part.ReceivedLength = seen.Length;
            part.IsReasoning = seen.IsReasoning;
            part.IsStarted = seen.IsStarted;
            part.IsFinished = seen.IsFinished;
            part.MayHaveMissedDeltas = true;
            if (seen.Length > 0 && !seen.IsReasoning)
            {
                _lastText = part;
            }
        }
    }

    /// <summary>Follows the turn of a user message of which only the id is known.</summary>
    public void ResumeAt(string questionId)
    {
        _question = Get(questionId);
        _question.IsFromUser = true;
        _mayHaveMissedDeltas = true;
    }

    /// <summary>Gets how much of a part the caller has. Updates that are still in the queue are not counted.</summary>
    private TurnCheckpointPart ReceivedOf(TurnMessage message, TurnPart part)
    {
        TurnCheckpointPart given = new()
        {
            MessageId = message.Id,
            PartId = part.Id,
            Length = part.ReceivedLength,
            IsReasoning = part.IsReasoning,
            IsStarted = part.IsStarted,
            IsFinished = part.IsFinished,
        };
        foreach (TurnUpdate waiting in _updates.Reverse())
        {
            if (waiting is not TurnPartUpdate update || update.PartId != part.Id || update.MessageId != message.Id)
            {
                continue;
            }

            given = update switch
            {
                TurnTextDelta or TurnReasoningDelta => given with { Length = update.Offset },
                TurnPartReplaced replaced => given with { Length = replaced.PreviousText.Length },
                TurnToolStarted => given with { IsStarted = false },
                TurnToolFinished => given with { IsFinished = false },
                _ => given,
            };
        }

        return given;
    }

    private void Enqueue(TurnUpdate update)
    {
        _updates.Enqueue(update);
        _applying = update.Event is null ? _applying : null;
    }

    private TurnMessage Get(string id)
    {
        if (_recent is not null && _recent.Id == id)
        {
            return _recent;
        }

        if (!_messages.TryGetValue(id, out TurnMessage? message))
        {
            _messages.Add(id, message = new TurnMessage(id));
        }

        return _recent = message;
    }

    private void ApplyInfo(MessageInfo info)
    {
        TurnMessage message = Get(info.Id);
        if (message.Info is null || MessageThread.IsOver(message.Info) != MessageThread.IsOver(info))
        {
            Progress++;
        }

        message.Info = info;
        if (info.Role == MessageRole.User)
        {
            ApplyUserInfo(message, info);
            return;
        }

        Harness = info.ParentId is not null ? HarnessKind.OpenCode : Harness;
        AddAnswer(message);
        CloseQuestions(info);
        DecideAndPublish(message);
        if (Harness == HarnessKind.Claude && message.Owner == TurnOwner.Ours)
        {
            DecideAll();
        }
    }

    /// <summary>
    /// Gets a value indicating whether an event names another harness session than the turn's, such as that of a subagent. It ends nothing.
    /// </summary>
    public bool IsOfAnotherSession(SessionEvent value) =>
        value.HarnessSessionId is { } named && _question?.Info?.SessionId is { } ours && named != ours;

    private void ApplyError(TurnError error)
    {
        LastError = error;

        // opencode runs one turn at a time. An error belongs to the message that is being written. If none is being written, the error
        // belongs to the only open question. While the turn's own question has not been seen, any other question may be the one.
        TurnMessage? running = _answers.FindLast(a => a.Info is { } info && !MessageThread.IsOver(info));
        bool isOurs = running is not null ? IsOurs(running)
            : _question is not null ? !_open.Exists(q => q != _question) && !HasEndedAnswer
            : sent is null || (!_sawQuestionOfOthers && _open.Count == 0);
        Error = isOurs ? error : Error;
    }

    /// <summary>
    /// Gets a value indicating whether the turn has a finished answer. An error that comes after it belongs to another turn.
    /// </summary>
    public bool HasEndedAnswer => _answers.FindLast(IsOurs)?.Info is { } info && MessageThread.IsOver(info);

    /// <summary>Adds an assistant message to the list of answers when it is first seen.</summary>
    private void AddAnswer(TurnMessage message)
    {
        if (message.IsListed || message.IsFromUser)
        {
            return;
        }

        message.IsListed = true;
        message.After = _lastAsked;
        message.OnlyOpenQuestion = (!_mayHaveMissedDeltas || _wasThreadRead) && _open.Count == 1 ? _open[0] : null;
        _answers.Add(message);
        Decide(message);
    }
}

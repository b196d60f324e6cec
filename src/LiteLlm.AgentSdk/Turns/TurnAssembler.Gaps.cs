using System.Globalization;

namespace LiteLlm.AgentSdk.Turns;

/// <content>Gaps: what may have been missed, what the thread fills in, and what has to wait for it.</content>
internal sealed partial class TurnAssembler
{
    // Parts that have come whole, and wait for those that were missed before them.
    private readonly List<HeldPart> _held = [];

    // The updates that are being handed on, and how many of them the caller has.
    private List<TurnUpdate>? _made;
    private int _handed;

    // Deltas of parts whose beginning has not been seen can't be placed.
    private bool _torn;

    // Whether parts may have been missed whole; settled by the first part that comes after the gap.
    private bool _mayHaveMissed;
    private bool _holding;

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
        _asked = null;
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
        Parts = [.. _answers.Where(IsOurs).SelectMany(a => a.Parts.Select(p => Given(a, p)))],
    };

    /// <summary>An update is about to be handed to the caller: from here on a token counts it as given.</summary>
    public void Hand(TurnUpdate update)
    {
        if (_made is { } made && _handed < made.Count && ReferenceEquals(made[_handed], update))
        {
            _handed++;
        }
    }

    /// <summary>What the caller has of a part: what has come of it, without the updates that were made with the one in hand and wait for the caller to go on.</summary>
    private TurnTokenPart Given(TurnMessage message, TurnPart part)
    {
        TurnTokenPart given = new(message.Id, part.Id, part.Given, part.IsStarted, part.IsFinished);
        for (int i = (_made?.Count ?? 0) - 1; i >= _handed; i--)
        {
            given = _made![i] switch
            {
                TurnTextDelta text when text.PartId == part.Id => given with { Length = Math.Max(0, given.Length - text.Delta.Length) },
                TurnReasoningDelta reasoning when reasoning.PartId == part.Id => given with { Length = Math.Max(0, given.Length - reasoning.Delta.Length) },
                TurnPartReplaced replaced when replaced.Part.Id == part.Id => given with { Length = replaced.PreviousText.Length },
                TurnToolStarted { Tool: var tool } when (tool.Id ?? tool.CallId) == part.Id => given with { IsStarted = false },
                TurnToolFinished { Tool: var tool } when (tool.Id ?? tool.CallId) == part.Id => given with { IsFinished = false },
                _ => given,
            };
        }

        return given;
    }

    /// <summary>Updates go into a list that its owner hands on one by one, and empties ahead of the next ones.</summary>
    private void Make(List<TurnUpdate> updates)
    {
        _made = updates;
        _handed = Math.Min(_handed, updates.Count);
    }

    /// <summary>Takes the turn's messages as the thread has them: whatever has not come yet is new.</summary>
    public void Absorb(IReadOnlyList<Message> answers, List<TurnUpdate> updates)
    {
        Make(updates);
        if (answers.Count == 0)
        {
            return;
        }

        // All that was missed is here, in its order.
        _mayHaveMissed = _holding = false;
        foreach (Message answer in answers)
        {
            TurnMessage message = Get(answer.Info.Id);
            message.IsOwn = true;
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

    /// <summary>
    /// Takes the platform's own answer, which says what the reply is: what else a stream has shown was of a run that the platform gave up with its sandbox, of one that it
    /// began a second time, or another's.
    /// </summary>
    public void Settle(IReadOnlyList<Message> answers, List<TurnUpdate> updates)
    {
        Make(updates);
        foreach (TurnMessage shown in _answers)
        {
            shown.IsForeign |= answers.All(a => a.Info.Id != shown.Id);
        }

        if (_question?.Info is { } asked && !answers.All(a => MessageThread.Answers(a.Info, asked)))
        {
            _question = answers[^1].Info.ParentId is { } parent ? Get(parent) : null;
            if (_question is not null)
            {
                _question.IsUsers = true;
            }
        }

        Absorb(answers, updates);
    }

    /// <summary>What waited for earlier parts and is not in the thread is given now: nothing else will come before it.</summary>
    private void ReleaseHeld(List<TurnUpdate> updates)
    {
        if (_held.Count == 0)
        {
            return;
        }

        _mayHaveMissed = _holding = false;

        // What the thread has of a part is younger than what waited, unless only that is all of it.
        List<HeldPart> news = _held.FindAll(h => h.Message.Parts.FirstOrDefault(p => p.Id == h.Name) is not { } known || (!known.IsWhole && IsWhole(h.Message, h.Part, h.Event)));
        _held.Clear();
        foreach (HeldPart held in news)
        {
            TakePart(held.Message, held.Part, held.Event, updates, held.Name);
        }
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
            && int.TryParse(id.AsSpan(end + 2), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && next.AsSpan(end + 2).SequenceEqual((number + 1).ToString(CultureInfo.InvariantCulture));
    }
}

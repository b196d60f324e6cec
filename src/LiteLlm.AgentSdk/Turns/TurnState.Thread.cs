using System.Globalization;

namespace LiteLlm.AgentSdk.Turns;

/// <content>Gaps: what may have been missed, what the thread fills in, and which parts wait for that.</content>
internal sealed partial class TurnState
{
    // Whether there was a gap, and no new Claude content block has started since. Deltas of parts whose beginning has not been seen can't
    // be placed.
    private bool _mayHaveMissedDeltas;

    // Whether entire parts may have been missed. The first part that comes after the gap decides it.
    private bool _mayHaveMissedParts;

    // Whether the thread has been read since the gap, so that the open questions are known.
    private bool _wasThreadRead;

    // Whether the thread has not had the turn's answer since the last gap, and whether there ever was a gap.
    private bool _needsThread;
    private bool _hadGap;

    // Whether parts that are new since the gap wait for earlier parts.
    private bool _holdsNewParts;

    /// <summary>Gets a value indicating whether something may be missing that the thread has not filled in yet.</summary>
    public bool HasMissingParts =>
        _needsThread
        || (_hadGap && _answers.Exists(a => IsOurs(a) && a.Parts.Any(p => p is { MayHaveMissedDeltas: true, IsWhole: false })));

    /// <summary>
    /// Marks a gap: events may have been missed before the next one. Unfinished parts, and new parts without their beginning, wait until
    /// they come in full. Parts that follow parts that may have been missed wait for those, so that the caller gets everything in order.
    /// </summary>
    public void MarkGap()
    {
        lock (_sync)
        {
            _mayHaveMissedDeltas = _mayHaveMissedParts = _needsThread = _hadGap = true;
            _wasThreadRead = false;
            _lastAsked = null;
            foreach (TurnPart part in _answers.SelectMany(a => a.Parts))
            {
                part.MayHaveMissedDeltas |= !part.IsWhole;
            }
        }
    }

    /// <summary>Merges the turn's messages from the thread. What has not come before is published.</summary>
    /// <param name="answers">The turn's answers so far.</param>
    public void Merge(IReadOnlyList<Message> answers)
    {
        lock (_sync)
        {
            foreach (Message answer in answers)
            {
                MergeMessage(answer);
            }

            if (answers.Count == 0)
            {
                return;
            }

            // The thread has everything that was missed, in order. Waiting parts that are not in the thread come after it, because nothing
            // else can come before them.
            List<TurnMessage> ordered = [.. answers.Select(a => Get(a.Info.Id)).Where(_answers.Contains)];
            ordered.AddRange(_answers.Except(ordered).ToArray());
            _answers.Clear();
            _answers.AddRange(ordered);
            _mayHaveMissedParts = _holdsNewParts = _needsThread = false;
            foreach (TurnMessage answer in ordered)
            {
                foreach (TurnPart part in answer.Parts)
                {
                    part.IsHeld = false;
                }

                Publish(answer);
            }
        }
    }

    /// <summary>Determines from the whole thread which turn the other messages belong to, and which questions are open.</summary>
    public void AssignFromThread(IReadOnlyList<Message> thread)
    {
        lock (_sync)
        {
            _wasThreadRead = true;
            _open.Clear();
            _open.AddRange(MessageThread.OpenQuestions(thread).Where(info => baseline?.IsNeverAnswered(info.Id) != true).Select(info =>
                info.Id == _question?.Id ? _question : new TurnMessage(info.Id) { Info = info }));
            foreach (Message message in thread)
            {
                if (message.IsPending || !_messages.TryGetValue(message.Info.Id, out TurnMessage? known))
                {
                    continue;
                }

                if (message.Info.Role == MessageRole.Assistant)
                {
                    known.Info ??= message.Info;
                }
                else if (message.Info.Role == MessageRole.User && known != _question)
                {
                    // The stream may have shown its text without its role.
                    known.KnownOwner = TurnOwner.Others;
                }
            }

            foreach (TurnMessage answer in _answers)
            {
                answer.WasLookedUp = true;
                answer.OnlyOpenQuestion ??= answer.Info is null && _open.Count == 1 ? _open[0] : null;
            }

            DecideAll();
        }
    }

    /// <summary>
    /// Adopts the messages of the platform's own reply as the turn's answer. Other messages that a stream has shown belong to a run that
    /// the platform abandoned with its sandbox, to a run that it started again, or to another turn.
    /// </summary>
    public void Adopt(IReadOnlyList<Message> answers)
    {
        lock (_sync)
        {
            foreach (TurnMessage shown in _answers.Where(s => answers.All(a => a.Info.Id != s.Id)))
            {
                shown.KnownOwner = TurnOwner.Others;
                DecideAndPublish(shown);
            }

            Merge(answers);
        }
    }

    private void MergeMessage(Message answer)
    {
        TurnMessage message = Get(answer.Info.Id);
        message.KnownOwner = TurnOwner.Ours;
        ApplyInfo(answer.Info);
        List<string> order = [];
        int unnamed = 0;
        foreach (MessagePart part in answer.Parts)
        {
            string name = part.Id ?? (part as ToolPart)?.CallId ?? $"#{unnamed++}";
            order.Add(name);
            ApplyPart(message, part, null, name);
        }

        message.OrderAs(order);
    }

    /// <summary>Gets a part, or adds it. A part that is new after a gap waits if entire parts before it may have been missed.</summary>
    private TurnPart PartOf(TurnMessage message, string id, out bool isNew)
    {
        if (_mayHaveMissedParts && message.Owner == TurnOwner.Ours)
        {
            // Parts come one after another. So nothing was missed if this is the part that was open at the gap, or the part right after it.
            _mayHaveMissedParts = false;
            TurnPart? last = _answers.FindLast(a => IsOurs(a) && a.Parts.Count > 0)?.Parts[^1];
            _holdsNewParts = last is null || last.IsHeld || !(last.Id == id || (last.IsWhole && Follows(last.Id, id)));
        }

        TurnPart part = message.Part(id, out isNew);
        part.IsHeld |= isNew && (_holdsNewParts || _mayHaveMissedParts);
        return part;
    }

    // The Claude harness numbers the parts of a message: ..._b0, ..._b1.
    private static bool Follows(string id, string next)
    {
        int end = id.LastIndexOf("_b", StringComparison.Ordinal);
        return end > 0
            && next.AsSpan().StartsWith(id.AsSpan(0, end + 2), StringComparison.Ordinal)
            && int.TryParse(id.AsSpan(end + 2), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && next.AsSpan(end + 2).SequenceEqual((number + 1).ToString(CultureInfo.InvariantCulture));
    }
}

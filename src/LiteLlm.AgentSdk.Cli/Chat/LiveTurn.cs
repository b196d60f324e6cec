using System.Runtime.CompilerServices;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>
/// Shows a turn that is followed from its middle. The SDK returns texts in order: it holds back the text after a gap until the session's
/// messages have filled the gap, with the Claude harness until the turn ends. This class shows the text that the SDK holds back at
/// once, compares it with the text that the SDK returns later, and then shows only the missing text.
/// </summary>
internal sealed class LiveTurn(EarlierTurns earlier)
{
    private readonly Dictionary<string, LivePart> _parts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    // If another turn runs at the same time, the turn of a text is unknown.
    private bool _isAlone = earlier.IsAlone;
    private bool _isBegun;
    private bool _isConnectedAgain;
    private bool _hasReportedEarlier;

    /// <summary>Adds live text to the updates of a resumed turn.</summary>
    public async IAsyncEnumerable<TurnUpdate> FollowAsync(IAsyncEnumerable<TurnUpdate> turn,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (TurnUpdate update in turn.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (TurnUpdate shown in Apply(update))
            {
                yield return shown;
            }
        }
    }

    private IEnumerable<TurnUpdate> Apply(TurnUpdate update) => update switch
    {
        // The first connection is not shown; a connection that is lost later is.
        TurnReconnecting when !_isBegun => Begin(),
        TurnReconnecting => HandleReconnecting(update),
        TurnHealed when !_isConnectedAgain => [],
        TurnTextDelta text => Place(text, text.Delta, isReasoning: false),
        TurnReasoningDelta text => Place(text, text.Delta, isReasoning: true),
        TurnPartReplaced replaced => Replace(replaced),
        TurnToolStarted tool => Place(Find(tool.MessageId, tool.PartId), tool, Start),
        TurnToolFinished tool => Place(Find(tool.MessageId, tool.PartId), tool, Finish),
        TurnEvent { Event: { } happened } when _isAlone => Show(happened),
        _ => [update],
    };

    private TurnUpdate[] Begin()
    {
        _isBegun = true;
        return [];
    }

    private TurnUpdate[] HandleReconnecting(TurnUpdate update)
    {
        _isConnectedAgain = true;
        return [update];
    }

    /// <summary>Shows the text that the SDK returns in order, if it has not been shown.</summary>
    private IEnumerable<TurnUpdate> Place(TurnPartUpdate update, string delta, bool isReasoning)
    {
        LivePart part = Find(update.MessageId, update.PartId);
        part.IsReasoning = isReasoning;
        part.Placed.Append(delta);
        if (!part.IsAhead)
        {
            foreach (TurnUpdate reported in ReportEarlier(part))
            {
                yield return reported;
            }

            part.Shown.Append(delta);
            yield return update;
            yield break;
        }

        bool isBeginning = part.TryComplete(part.Placed.ToString(), out string more);
        part.IsAhead = part.Shown.Length > part.Placed.Length;
        if (CreateUpdate(part, update.MessageId, update.PartId, isBeginning, more, update.Event) is { } created)
        {
            yield return created;
        }
    }

    private TurnUpdate[] Replace(TurnPartReplaced replaced)
    {
        LivePart part = Find(replaced.MessageId, replaced.PartId);
        string text = PartText.Of(replaced.Part) ?? "";
        part.Placed.Clear().Append(text);
        part.Shown.Clear().Append(text);
        part.IsAhead = false;
        return [replaced];
    }

    private IEnumerable<TurnUpdate> Place<T>(LivePart part, T tool, Func<LivePart, T, TurnUpdate[]> show)
        where T : TurnUpdate
    {
        TurnUpdate[] reported = ReportEarlier(part);
        TurnUpdate[] shown = show(part, tool);
        return shown.Length == 0 ? [] : [.. reported, .. shown];
    }

    private static TurnUpdate[] Start(LivePart part, TurnToolStarted tool)
    {
        bool isNew = !part.IsStarted;
        part.IsStarted = true;
        return isNew ? [tool] : [];
    }

    private static TurnUpdate[] Finish(LivePart part, TurnToolFinished tool)
    {
        bool isNew = !part.IsFinished;
        part.IsStarted = part.IsFinished = true;
        return isNew ? [tool] : [];
    }

    /// <summary>Shows the text that the SDK holds back.</summary>
    private TurnUpdate[] Show(SessionEvent happened)
    {
        switch (happened)
        {
            case MessageUpdatedEvent { Info: var info }:
                TrackMessage(info);
                return [];
            case MessagePartDeltaEvent { Field: "text" or "reasoning" or "" } delta when !_others.Contains(delta.MessageId):
                LivePart part = Find(delta.MessageId, delta.PartId);
                part.IsReasoning |= delta.Field == "reasoning";
                return CreateUpdate(part, delta.MessageId, delta.PartId, isBeginning: true, part.Append(delta.Delta), delta) is { } created
                    ? [created]
                    : [];
            case MessagePartUpdatedEvent updated when (updated.MessageId ?? updated.Part.MessageId) is { } id && !IsOfOtherTurn(id):
                return ShowPart(id, updated);
            default:
                return [];
        }
    }

    private bool IsOfOtherTurn(string message) => _others.Contains(message) || earlier.Contains(message);

    private void TrackMessage(MessageInfo info)
    {
        if (info.Role == MessageRole.User)
        {
            _isAlone &= earlier.Contains(info.Id);
        }
        else if (info.ParentId is { } parent && parent != earlier.Running)
        {
            _others.Add(info.Id);
        }
    }

    private TurnUpdate[] ShowPart(string message, MessagePartUpdatedEvent updated)
    {
        string id = updated.Part.Id ?? (updated.Part as ToolPart)?.CallId ?? "";
        LivePart part = Find(message, id);
        switch (updated.Part)
        {
            case ToolPart { State.Status: var status } tool when status == ToolStatus.Running:
                return Start(part, new TurnToolStarted { Tool = tool, MessageId = message, PartId = id, Event = updated });
            case ToolPart { State.Status: var status } tool when status == ToolStatus.Completed || status == ToolStatus.Error:
                return Finish(part, new TurnToolFinished { Tool = tool, MessageId = message, PartId = id, Event = updated });
            case TextPart { Text.Length: > 0 } text:
                return ShowText(part, message, id, text.Text, updated);
            case ReasoningPart reasoning:
                part.IsReasoning = true;
                return reasoning.Text.Length > 0 ? ShowText(part, message, id, reasoning.Text, updated) : [];
            default:
                return [];
        }
    }

    private static TurnUpdate[] ShowText(LivePart part, string message, string id, string text, SessionEvent happened)
    {
        bool isBeginning = part.TryComplete(text, out string more);
        part.IsAhead = part.Shown.Length > part.Placed.Length;
        return CreateUpdate(part, message, id, isBeginning, more, happened) is { } created ? [created] : [];
    }

    private static TurnUpdate? CreateUpdate(LivePart part, string message, string id, bool isBeginning, string text, SessionEvent? happened)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!isBeginning)
        {
            MessagePart whole = part.IsReasoning ? new ReasoningPart { MessageId = message, Id = id, Text = text }
                : new TextPart { MessageId = message, Id = id, Text = text };
            return new TurnRetold { Part = whole, Key = $"{message}/{id}", Event = happened };
        }

        int offset = part.Shown.Length - text.Length;
        return part.IsReasoning
            ? new TurnReasoningDelta { Delta = text, MessageId = message, PartId = id, Offset = offset, Event = happened }
            : new TurnTextDelta { Delta = text, MessageId = message, PartId = id, Offset = offset, Event = happened };
    }

    /// <summary>Handles a new part. If later parts are already shown, the new part was missed before them.</summary>
    private TurnUpdate[] ReportEarlier(LivePart part)
    {
        bool isNew = part.Shown.Length == 0 && !part.IsStarted;
        if (!isNew || _hasReportedEarlier || !_parts.Values.Any(other => other != part && other.IsAhead))
        {
            return [];
        }

        _hasReportedEarlier = true;
        return [new TurnEarlier()];
    }

    private LivePart Find(string message, string part)
    {
        string key = $"{message}/{part}";
        if (!_parts.TryGetValue(key, out LivePart? found))
        {
            _parts.Add(key, found = new LivePart());
        }

        return found;
    }
}

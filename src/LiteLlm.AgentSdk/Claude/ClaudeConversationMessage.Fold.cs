namespace LiteLlm.AgentSdk;

// How a message grows. Each step gives a copy; what does not change is shared.
public sealed partial class ClaudeConversationMessage
{
    // Frames of it were seen, so that its end has to be seen too.
    private bool _isStreamed;
    private bool _isStopped;
    private bool _hasFinalUsage;

    // Where the block after the last one that was delivered belongs.
    private long _nextDelivery;

    // The last delivery, should it come again.
    private string? _lastDelivery;

    /// <summary>Gets where the first block of the last delivery went.</summary>
    internal long LastDeliveryStart { get; private set; }

    /// <summary>Gets a value indicating whether frames, which have no id of their own, may belong to it.</summary>
    internal bool IsOpen => !_isStopped;

    /// <summary>Gets a value indicating whether frames are arriving for it.</summary>
    internal bool IsStreaming => _isStreamed && !_isStopped;

    /// <summary>
    /// Whether a block that begins there is one of this message: of one without frames, a block that was delivered does not begin again.
    /// </summary>
    internal bool Expects(long? index) => _isStreamed || index is null || Find(index.Value) is not { IsDelivered: true };

    /// <summary>An answer without anything so far.</summary>
    internal static ClaudeConversationMessage Answer(string? parentToolUseId) => new("assistant", parentToolUseId);

    /// <summary>A message that is whole.</summary>
    internal static ClaudeConversationMessage Of(ClaudeMessage message)
    {
        ClaudeConversationMessage made = new(message.Type, message.ParentToolUseId) { Source = message };
        if (message is ClaudeUserMessage user)
        {
            made.Id = OrNull(user.Message.Id);
            made._blocks =
                HotList<ClaudeConversationBlock>.Of(user.Message.Content.Select(static (block, index) =>
                ClaudeConversationBlock.Whole(index, block)));
        }

        return made;
    }

    /// <summary>With the frame that begins it.</summary>
    internal ClaudeConversationMessage Start(ClaudeApiMessage start)
    {
        ClaudeConversationMessage next = Copy();
        next._isStreamed = true;
        next.TakeOver(start);
        long index = 0;
        foreach (ClaudeContentBlock block in start.Content)
        {
            next.Put(index, static (at, _, begun) => ClaudeConversationBlock.Begin(at, begun), block, replace: false);
            index++;
        }

        return next;
    }

    /// <summary>With the beginning of a block. One that was delivered already stays.</summary>
    internal ClaudeConversationMessage Begin(ClaudeBlockStartFrame frame)
    {
        if (frame.ContentBlock is not { } block)
        {
            return this;
        }

        ClaudeConversationMessage next = Copy();
        next._isStreamed = true;
        next.Put(
            IndexOf(frame.Index) ?? After(),
            static (at, old, begun) => old is { IsDelivered: true } ? old : ClaudeConversationBlock.Begin(at, begun),
            block,
            replace: true);
        return next;
    }

    /// <summary>Where the block went with which this message has just begun.</summary>
    internal long PlaceOf(ClaudeBlockStartFrame frame) => IndexOf(frame.Index) ?? _blocks[^1].Index;

    /// <summary>With a delta; of a block whose beginning was not seen, too.</summary>
    internal ClaudeConversationMessage Append(ClaudeBlockDeltaFrame frame)
    {
        long index = IndexOf(frame.Index) ?? (_blocks.Count == 0 ? 0 : _blocks[^1].Index);
        int at = Position(index);
        ClaudeConversationBlock? block = at >= 0 ? _blocks[at] : ClaudeConversationBlock.Begin(index, frame.Delta);
        ClaudeConversationBlock? grown = block?.Append(frame.Delta);
        if (grown is null || ReferenceEquals(grown, block))
        {
            return this;
        }

        ClaudeConversationMessage next = Copy();
        next._isStreamed = true;
        next._blocks = at >= 0 ? _blocks.Set(at, grown) : _blocks.Insert(~at, grown);
        return next;
    }

    /// <summary>With the end of a block.</summary>
    internal ClaudeConversationMessage Stop(ClaudeBlockStopFrame frame)
    {
        int at = IndexOf(frame.Index) is { } index ? Position(index) : _blocks.Count - 1;
        if (at < 0 || _blocks[at].IsComplete)
        {
            return this;
        }

        ClaudeConversationMessage next = Copy();
        next._blocks = _blocks.Set(at, _blocks[at].Complete());
        return next;
    }

    /// <summary>With what has become known at its end.</summary>
    internal ClaudeConversationMessage Take(ClaudeMessageDeltaFrame frame)
    {
        ClaudeConversationMessage next = Copy();
        next.StopReason = OrNull(frame.Delta.StopReason) ?? StopReason;
        next.StopSequence = frame.Delta.StopSequence ?? StopSequence;
        if (frame.Usage is { } usage)
        {
            next.Usage = ClaudeUsage.Merge(Usage, usage);
            next._hasFinalUsage = true;
        }

        return next;
    }

    /// <summary>With its end.</summary>
    internal ClaudeConversationMessage Stop()
    {
        ClaudeConversationMessage next = Copy();
        next._isStopped = true;
        return next;
    }

    /// <summary>
    /// With blocks that have arrived whole, each where it belongs, whatever index they had in the message that brought them.
    /// </summary>
    /// <param name="message">What brings them.</param>
    /// <param name="known">Where the first of them is, when that is known already.</param>
    internal ClaudeConversationMessage Deliver(ClaudeAssistantMessage message, long? known)
    {
        ClaudeConversationMessage next = Copy();
        next.Source = message;
        next.Error = OrNull(message.Error) ?? Error;
        next.TakeOver(message.Message);
        IReadOnlyList<ClaudeContentBlock> content = message.Message.Content;
        long index = known ?? FirstOf(message.Uuid, content);
        next._lastDelivery = message.Uuid;
        next.LastDeliveryStart = index;
        foreach (ClaudeContentBlock block in content)
        {
            next.Put(index, static (at, old, whole) =>
                old?.Deliver(whole) ?? ClaudeConversationBlock.Whole(at, whole), block, replace: true);
            index++;
        }

        next._nextDelivery = Math.Max(_nextDelivery, index);
        return next;
    }

    /// <summary>With the outcome of the tool call in a block.</summary>
    internal ClaudeConversationMessage WithResult(long index, ClaudeToolResultBlock result)
    {
        int at = Position(index);
        if (at < 0 || _blocks[at].ToolUseId != result.ToolUseId || ReferenceEquals(_blocks[at].Result, result))
        {
            return this;
        }

        ClaudeConversationMessage next = Copy();
        next._blocks = _blocks.Set(at, _blocks[at].WithResult(result));
        return next;
    }

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static long? IndexOf(long? index) => index is >= 0 and < long.MaxValue ? index : null;

    private ClaudeConversationMessage Copy() => (ClaudeConversationMessage)MemberwiseClone();

    private void TakeOver(ClaudeApiMessage message)
    {
        Id = OrNull(message.Id) ?? Id;
        Model = OrNull(message.Model) ?? Model;
        StopReason = OrNull(message.StopReason) ?? StopReason;
        StopSequence = message.StopSequence ?? StopSequence;
        Usage = _hasFinalUsage ? ClaudeUsage.Merge(message.Usage, Usage) : ClaudeUsage.Merge(Usage, message.Usage);
    }

    /// <summary>
    /// Where the first of the blocks that a message delivers belongs. The Claude Agent SDK delivers a block right before its
    /// <c>content_block_stop</c>: it is the one that has begun and has not ended. Where there are no frames it is the next one.
    /// </summary>
    private long FirstOf(string? uuid, IReadOnlyList<ClaudeContentBlock> content)
    {
        if (_blocks.Count == 0 || content.Count == 0)
        {
            return _nextDelivery;
        }

        if (uuid is { Length: > 0 } && uuid == _lastDelivery)
        {
            return LastDeliveryStart;
        }

        if (content.Count > 1 && _blocks[0].IsSameAs(content[0]))
        {
            return _blocks[0].Index;
        }

        ClaudeConversationBlock last = _blocks[^1];
        ClaudeConversationBlock? undelivered = FirstUndelivered();
        bool isLast = last is { IsDelivered: false, IsComplete: false }
            && (last.Type == content[0].Type || undelivered?.Type != content[0].Type);
        return isLast ? last.Index : undelivered?.Index ?? _nextDelivery;
    }

    // Blocks that have ended without having been delivered come in their order.
    private ClaudeConversationBlock? FirstUndelivered()
    {
        int at = Position(_nextDelivery);
        for (at = at < 0 ? ~at : at; at < _blocks.Count; at++)
        {
            if (!_blocks[at].IsDelivered)
            {
                return _blocks[at];
            }
        }

        return null;
    }

    private long After() => _blocks.Count == 0 ? 0 : _blocks[^1].Index + 1;

    private ClaudeConversationBlock? Find(long index) => Position(index) is >= 0 and var at ? _blocks[at] : null;

    /// <summary>Where a block is in the list, or the complement of where it would have to be.</summary>
    private int Position(long index)
    {
        int low = 0;
        int high = _blocks.Count - 1;
        if (high >= 0 && _blocks[high].Index <= index)
        {
            return _blocks[high].Index == index ? high : ~(high + 1);
        }

        while (low <= high)
        {
            int middle = (low + high) / 2;
            long found = _blocks[middle].Index;
            if (found == index)
            {
                return middle;
            }

            (low, high) = found < index ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    private void Put(long index, Func<long, ClaudeConversationBlock?, ClaudeContentBlock, ClaudeConversationBlock> make,
        ClaudeContentBlock block, bool replace)
    {
        int at = Position(index);
        if (at < 0)
        {
            _blocks = _blocks.Insert(~at, make(index, null, block));
        }
        else if (replace)
        {
            _blocks = _blocks.Set(at, make(index, _blocks[at], block));
        }
    }
}

namespace LiteLlm.AgentSdk;

// Adds content to a message. Each step returns a copy that shares all unchanged parts.
public sealed partial class ClaudeConversationMessage
{
    // Frames of the message were received, so it is complete only when its end has been received.
    private bool _isStreamed;
    private bool _isStopped;
    private bool _hasFinalUsage;

    // The index after the last delivered block.
    private long _nextDelivery;

    // The id of the last delivered message, to detect a repetition.
    private string? _lastDelivery;

    /// <summary>Gets the index of the first block of the last delivered message.</summary>
    internal long LastDeliveryStart { get; private set; }

    /// <summary>Gets a value indicating whether frames, which have no id, may belong to this message.</summary>
    internal bool IsOpen => !_isStopped;

    /// <summary>Gets a value indicating whether the message is being streamed.</summary>
    internal bool IsStreaming => _isStreamed && !_isStopped;

    /// <summary>
    /// Returns whether a block with this index can begin in this message. If the message was delivered without frames, a delivered block
    /// does not begin again.
    /// </summary>
    internal bool Expects(long? index) => _isStreamed || index is null || Find(index.Value) is not { IsDelivered: true };

    /// <summary>Creates an answer without content.</summary>
    internal static ClaudeConversationMessage Answer(string? parentToolUseId) => new("assistant", parentToolUseId);

    /// <summary>Creates a complete message.</summary>
    internal static ClaudeConversationMessage Of(ClaudeMessage message)
    {
        ClaudeConversationMessage made = new(message.Type, message.ParentToolUseId) { Source = message };
        if (message is ClaudeUserMessage user)
        {
            made.Id = OrNull(user.Message.Id);
            made._blocks =
                HotList<ClaudeConversationBlock>.Of(user.Message.Content.Select(static (block, index) =>
                ClaudeConversationBlock.Complete(index, block)));
        }

        return made;
    }

    /// <summary>Adds the frame that begins the message.</summary>
    internal ClaudeConversationMessage Start(ClaudeApiMessage start)
    {
        ClaudeConversationMessage next = Copy();
        next._isStreamed = true;
        next.CopyFrom(start);
        long index = 0;
        foreach (ClaudeContentBlock block in start.Content)
        {
            next.Put(index, static (at, _, begun) => ClaudeConversationBlock.Begin(at, begun), block, replace: false);
            index++;
        }

        return next;
    }

    /// <summary>Adds the beginning of a block. A block that was delivered already is kept.</summary>
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

    /// <summary>Returns the index of the block that <see cref="Begin"/> added for a frame.</summary>
    internal long PlaceOf(ClaudeBlockStartFrame frame) => IndexOf(frame.Index) ?? _blocks[^1].Index;

    /// <summary>Adds a delta, even if the beginning of its block was not seen.</summary>
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

    /// <summary>Adds the end of a block.</summary>
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

    /// <summary>Adds the stop reason and the usage that are sent at the end.</summary>
    internal ClaudeConversationMessage Apply(ClaudeMessageDeltaFrame frame)
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

    /// <summary>Adds the end of the message.</summary>
    internal ClaudeConversationMessage Stop()
    {
        ClaudeConversationMessage next = Copy();
        next._isStopped = true;
        return next;
    }

    /// <summary>
    /// Adds complete blocks at their positions in the answer, which differ from their positions in the delivered message.
    /// </summary>
    /// <param name="message">The message with the blocks.</param>
    /// <param name="known">The index of the first block, if it is known.</param>
    internal ClaudeConversationMessage Deliver(ClaudeAssistantMessage message, long? known)
    {
        ClaudeConversationMessage next = Copy();
        next.Source = message;
        next.Error = OrNull(message.Error) ?? Error;
        next.CopyFrom(message.Message);
        IReadOnlyList<ClaudeContentBlock> content = message.Message.Content;
        long index = known ?? FirstOf(message.Uuid, content);
        next._lastDelivery = message.Uuid;
        next.LastDeliveryStart = index;
        foreach (ClaudeContentBlock block in content)
        {
            next.Put(index, static (at, old, whole) =>
                old?.Deliver(whole) ?? ClaudeConversationBlock.Complete(at, whole), block, replace: true);
            index++;
        }

        next._nextDelivery = Math.Max(_nextDelivery, index);
        return next;
    }

    /// <summary>Adds the result of the tool call in a block.</summary>
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

    private void CopyFrom(ClaudeApiMessage message)
    {
        Id = OrNull(message.Id) ?? Id;
        Model = OrNull(message.Model) ?? Model;
        StopReason = OrNull(message.StopReason) ?? StopReason;
        StopSequence = message.StopSequence ?? StopSequence;
        Usage = _hasFinalUsage ? ClaudeUsage.Merge(message.Usage, Usage) : ClaudeUsage.Merge(Usage, message.Usage);
    }

    /// <summary>
    /// Returns the index for the first block of a delivered message. The Claude Agent SDK delivers a block just before its
    /// <c>content_block_stop</c>, so it is the block that has begun and not ended. Without frames, it is the next block.
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

    // Blocks that ended without a delivery are delivered in their order.
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

    /// <summary>Returns the position of a block in the list, or the bitwise complement of the position at which to insert it.</summary>
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

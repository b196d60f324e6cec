using System.Collections.Immutable;

namespace LiteLlm.AgentSdk;

// Adds messages and frames to the answers that they belong to. These methods change a copy that has not been published yet.
public sealed partial class ClaudeConversation
{
    // The positions of answers, by parent (the id of a sub-agent's tool call; empty for the agent itself) and answer id.
    private ImmutableDictionary<(string Parent, string Id), int> _answers = ImmutableDictionary<(string, string), int>.Empty;

    // The position of each parent's current answer, to which frames are added, because frames have no id.
    private ImmutableDictionary<string, int> _current = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    private ImmutableDictionary<string, (int Message, long Block)> _tools = ImmutableDictionary.Create<string,
        (int, long)>(StringComparer.Ordinal);
    private ImmutableDictionary<string, ClaudeToolResultBlock> _results = ImmutableDictionary.Create<string,
        ClaudeToolResultBlock>(StringComparer.Ordinal);

    private void Fold(ClaudeMessage message)
    {
        switch (message)
        {
            case ClaudeStreamEventMessage frame:
                Fold(frame.ParentToolUseId, frame.Event);
                break;
            case ClaudeAssistantMessage answer:
                Deliver(answer);
                break;
            default:
                _messages = _messages.Add(ClaudeConversationMessage.Of(message));
                if (message is ClaudeUserMessage user)
                {
                    AddToolResults(user.Message.Content);
                }
                else if (message is ClaudeResultMessage result)
                {
                    AddResult(result);
                }

                break;
        }
    }

    private void Fold(string? parent, ClaudeStreamFrame frame)
    {
        switch (frame)
        {
            case ClaudeMessageStartFrame { Message: var start }:
                int begun = _answers.TryGetValue((parent ?? "", start.Id ?? ""), out int known) ? known : Append(parent);
                Set(begun, _messages[begun].Start(start));
                _current = _current.SetItem(parent ?? "", begun);
                break;
            case ClaudeBlockStartFrame { ContentBlock: { } block } begin:
                int current = Current(parent) is { } open && _messages[open].IsOpen && _messages[open].Expects(begin.Index) ? open
                    : Open(parent);
                Set(current, _messages[current].Begin(begin));
                AddToolCall(current, _messages[current].PlaceOf(begin), block);
                break;
            case ClaudeBlockDeltaFrame delta when ClaudeConversationBlock.Adds(delta.Delta):
                int growing = Current(parent) is { } last && _messages[last].IsOpen ? last : Open(parent);
                Set(growing, _messages[growing].Append(delta));
                break;
            case ClaudeBlockStopFrame stop when Current(parent) is { } stopping:
                Set(stopping, _messages[stopping].Stop(stop));
                break;
            case ClaudeMessageDeltaFrame end when Current(parent) is { } ending:
                Set(ending, _messages[ending].Apply(end));
                break;
            case ClaudeMessageStopFrame when Current(parent) is { } ended:
                Set(ended, _messages[ended].Stop());
                break;
            default:
                break;
        }
    }

    private void Deliver(ClaudeAssistantMessage message)
    {
        string parent = message.ParentToolUseId ?? "";
        string id = message.Message.Id ?? "";
        int? current = Current(parent);
        bool isStreaming = current is { } open && _messages[open].IsStreaming;
        if (!_answers.TryGetValue((parent, id), out int at))
        {
            // If the beginning of the answer was not seen, the answer gets its id now.
            bool isCurrent = isStreaming && (id.Length == 0 || _messages[current!.Value].Id is null);
            at = isCurrent ? current!.Value : Append(message.ParentToolUseId);
        }

        if (!isStreaming)
        {
            _current = _current.SetItem(parent, at);
        }

        IReadOnlyList<ClaudeContentBlock> content = message.Message.Content;
        long? known = content.Count > 0 && content[0] is ClaudeToolUseBlock { Id.Length: > 0 } tool
            && _tools.TryGetValue(tool.Id, out (int Message, long Block) place) && place.Message == at
            ? place.Block
            : null;
        Set(at, _messages[at].Deliver(message, known));
        long index = _messages[at].LastDeliveryStart;
        foreach (ClaudeContentBlock block in content)
        {
            AddToolCall(at, index++, block);
        }
    }

    /// <summary>Returns the position of a parent's current answer; null if there is none.</summary>
    private int? Current(string? parent) => _current.TryGetValue(parent ?? "", out int at) ? at : null;

    /// <summary>Adds an answer whose beginning was not seen.</summary>
    private int Open(string? parent)
    {
        int at = Append(parent);
        _current = _current.SetItem(parent ?? "", at);
        return at;
    }

    private int Append(string? parent)
    {
        _messages = _messages.Add(ClaudeConversationMessage.Answer(parent));
        return _messages.Count - 1;
    }

    private void Set(int at, ClaudeConversationMessage message)
    {
        ClaudeConversationMessage old = _messages[at];
        if (ReferenceEquals(old, message))
        {
            return;
        }

        _messages = _messages.Set(at, message);
        if (message.Id is { } id && old.Id != id)
        {
            _answers = _answers.SetItem((message.ParentToolUseId ?? "", id), at);
        }
    }

    /// <summary>Remembers the position of a tool call, and adds its result if that has arrived already.</summary>
    private void AddToolCall(int at, long index, ClaudeContentBlock block)
    {
        if (block is not ClaudeToolUseBlock { Id.Length: > 0 } tool)
        {
            return;
        }

        _tools = _tools.SetItem(tool.Id, (at, index));
        if (_results.TryGetValue(tool.Id, out ClaudeToolResultBlock? result))
        {
            Set(at, _messages[at].WithResult(index, result));
        }
    }

    private void AddToolResults(IReadOnlyList<ClaudeContentBlock> content)
    {
        foreach (ClaudeToolResultBlock result in content.OfType<ClaudeToolResultBlock>().Where(static result =>
            result.ToolUseId.Length > 0))
        {
            _results = _results.SetItem(result.ToolUseId, result);
            if (_tools.TryGetValue(result.ToolUseId, out (int Message, long Block) place))
            {
                Set(place.Message, _messages[place.Message].WithResult(place.Block, result));
            }
        }
    }

    private void AddResult(ClaudeResultMessage result)
    {
        LastResult = result;
        _hasResult = true;
        TotalUsage = ClaudeUsage.Sum(TotalUsage, result.Usage);
        try
        {
            TotalCostUsd += result.TotalCostUsd ?? 0;
        }
        catch (OverflowException)
        {
            // The sum exceeds the range of decimal, so it is not a real cost.
        }

        if (result.IsError && !HasFailed)
        {
            Status = ClaudeConversationStatus.Error;
            Error = result.Result is { Length: > 0 } words ? words : result.Subtype;
        }
    }
}

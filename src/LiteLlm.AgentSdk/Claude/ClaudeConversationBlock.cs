using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A content block of a <see cref="ClaudeConversationMessage"/>, as far as it has arrived. Immutable: what arrives later is in the block of
/// a later snapshot. Its texts are put together when they are read.
/// </summary>
public sealed class ClaudeConversationBlock
{
    private TextRope? _text;
    private TextRope? _thinking;
    private TextRope? _inputJson;
    private ImmutableList<JsonElement> _citations = [];

    // The parsed input, boxed, once it was asked for.
    private object? _input;

    private ClaudeConversationBlock(long index, string type)
    {
        Index = index;
        Type = type;
    }

    /// <summary>Gets what the block is: <c>text</c>, <c>thinking</c>, <c>tool_use</c>, <c>tool_result</c>, ... An open set.</summary>
    public string Type { get; private set; }

    /// <summary>Gets the text of a block of text; empty of any other.</summary>
    public string Text => _text?.ToString() ?? "";

    /// <summary>Gets the thoughts of a block of thinking; empty of any other.</summary>
    public string Thinking => _thinking?.ToString() ?? "";

    /// <summary>Gets the signature with which the model's API takes a block of thinking back.</summary>
    /// <value><see langword="null"/> when there is none, or it has not arrived.</value>
    public string? Signature { get; private set; }

    /// <summary>Gets what the text cites, each as it was sent.</summary>
    public IReadOnlyList<JsonElement> Citations => _citations;

    /// <summary>Gets the id of the call, of a <c>tool_use</c> and of a <c>tool_result</c>.</summary>
    /// <value><see langword="null"/> of any other block.</value>
    public string? ToolUseId { get; private set; }

    /// <summary>Gets the name of the tool, of a <c>tool_use</c>.</summary>
    /// <value><see langword="null"/> of any other block.</value>
    public string? ToolName { get; private set; }

    /// <summary>
    /// Gets what goes into the tool, as JSON text that may be cut off while it arrives; empty when it arrived whole, or not at all.
    /// </summary>
    public string InputJson => _inputJson?.ToString() ?? "";

    /// <summary>Gets what goes into the tool, exactly as the model wrote it.</summary>
    /// <value><see cref="JsonValueKind.Undefined"/> until it is complete, and when it is not JSON.</value>
    public JsonElement Input
    {
        get
        {
            if (!IsComplete || Type != "tool_use")
            {
                return default;
            }

            return (JsonElement)(_input ??= ReadInput());
        }
    }

    /// <summary>Gets what came out of the tool, of a <c>tool_use</c> that has ended and of a <c>tool_result</c>.</summary>
    /// <value><see langword="null"/> of any other block.</value>
    public ClaudeToolResultBlock? Result { get; private set; }

    /// <summary>Gets a value indicating whether all of the block has arrived.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Gets the block as it was last sent as such: whole, or as its beginning.</summary>
    /// <value><see langword="null"/> when only deltas were seen.</value>
    public ClaudeContentBlock? Source { get; private set; }

    /// <summary>Gets where it is in the API's message.</summary>
    internal long Index { get; }

    /// <summary>Gets a value indicating whether it has arrived in an <c>assistant</c> message, not only in frames.</summary>
    internal bool IsDelivered { get; private set; }

    /// <summary>A block whose beginning has arrived.</summary>
    internal static ClaudeConversationBlock Begin(long index, ClaudeContentBlock block)
    {
        ClaudeConversationBlock made = new(index, block.Type);
        made.Take(block);
        return made;
    }

    /// <summary>A block whose beginning was not seen; null for a delta that does not tell what it belongs to.</summary>
    internal static ClaudeConversationBlock? Begin(long index, ClaudeDelta first) => first switch
    {
        ClaudeTextDelta or ClaudeCitationsDelta => new(index, "text"),
        ClaudeThinkingDelta or ClaudeSignatureDelta => new(index, "thinking"),
        ClaudeInputJsonDelta => new(index, "tool_use"),
        _ => null,
    };

    /// <summary>A block that has arrived whole.</summary>
    internal static ClaudeConversationBlock Whole(long index, ClaudeContentBlock block)
    {
        ClaudeConversationBlock made = Begin(index, block);
        made.IsDelivered = made.IsComplete = true;
        return made;
    }

    /// <summary>Whether a delta has anything to add to a block.</summary>
    internal static bool Adds(ClaudeDelta delta) => delta switch
    {
        ClaudeTextDelta text => text.Text.Length > 0,
        ClaudeThinkingDelta thinking => thinking.Thinking.Length > 0,
        ClaudeSignatureDelta signature => signature.Signature.Length > 0,
        ClaudeInputJsonDelta input => input.PartialJson.Length > 0,
        ClaudeCitationsDelta citations => citations.CitationJson is not null,
        _ => false,
    };

    /// <summary>With a delta. What has been delivered whole is not added to.</summary>
    internal ClaudeConversationBlock Append(ClaudeDelta delta)
    {
        ClaudeConversationBlock next = Copy();
        switch (delta)
        {
            case ClaudeTextDelta text when !IsDelivered || _text is null:
                next._text = TextRope.Append(_text, text.Text);
                break;
            case ClaudeThinkingDelta thinking when !IsDelivered || _thinking is null:
                next._thinking = TextRope.Append(_thinking, thinking.Thinking);
                break;
            case ClaudeSignatureDelta signature when !IsDelivered || Signature is null:
                next.Signature = signature.Signature;
                break;
            case ClaudeInputJsonDelta input when !IsDelivered:
                next._inputJson = TextRope.Append(_inputJson, input.PartialJson);
                next._input = null;
                break;
            case ClaudeCitationsDelta citation when !IsDelivered || _citations.IsEmpty:
                next._citations = _citations.Add(citation.Citation);
                break;
            default:
                return this;
        }

        return next;
    }

    /// <summary>
    /// With the whole block. What it leaves out (the thoughts, when only their signature is handed on) stays as it was streamed.
    /// </summary>
    internal ClaudeConversationBlock Deliver(ClaudeContentBlock block)
    {
        if (block.Type != Type)
        {
            return Whole(Index, block);
        }

        ClaudeConversationBlock next = Copy();
        next.Take(block);
        next._input = null;
        next.IsDelivered = next.IsComplete = true;
        return next;
    }

    internal ClaudeConversationBlock Complete()
    {
        if (IsComplete)
        {
            return this;
        }

        ClaudeConversationBlock next = Copy();
        next.IsComplete = true;
        return next;
    }

    internal ClaudeConversationBlock WithResult(ClaudeToolResultBlock result)
    {
        ClaudeConversationBlock next = Copy();
        next.Result = result;
        return next;
    }

    /// <summary>Whether the other block says what this one does already.</summary>
    internal bool IsSameAs(ClaudeContentBlock block) => block switch
    {
        ClaudeToolUseBlock tool => Type == "tool_use" && tool.Id.Length > 0 && tool.Id == ToolUseId,
        ClaudeTextBlock text => Type == "text" && text.Text.Length == (_text?.Length ?? 0) && text.Text == Text,
        ClaudeThinkingBlock thinking =>
            Type == "thinking" && thinking.Thinking.Length == (_thinking?.Length ?? 0) && thinking.Thinking == Thinking,
        _ => false,
    };

    private static bool IsEmptyInput(JsonElement input) =>
        input.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
        || (input.ValueKind == JsonValueKind.Object && !input.EnumerateObject().Any());

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private void Take(ClaudeContentBlock block)
    {
        Source = block;
        switch (block)
        {
            case ClaudeTextBlock text:
                _text = TextRope.Of(text.Text) ?? _text;
                _citations = text.Citations is { Count: > 0 } citations ? [.. citations] : _citations;
                break;
            case ClaudeThinkingBlock thinking:
                _thinking = TextRope.Of(thinking.Thinking) ?? _thinking;
                Signature = OrNull(thinking.Signature) ?? Signature;
                break;
            case ClaudeToolUseBlock tool:
                ToolUseId = OrNull(tool.Id) ?? ToolUseId;
                ToolName = OrNull(tool.Name) ?? ToolName;
                break;
            case ClaudeToolResultBlock result:
                ToolUseId = OrNull(result.ToolUseId);
                Result = result;
                break;
            default:
                break;
        }
    }

    private JsonElement ReadInput()
    {
        JsonElement whole = Source is ClaudeToolUseBlock tool ? tool.Input : default;
        if (_inputJson is null || !IsEmptyInput(whole))
        {
            return whole;
        }

        try
        {
            return ForeignJson.Parse(InputJson);
        }
        catch (JsonException)
        {
            // What has arrived of it is in InputJson.
            return IsDelivered ? whole : default;
        }
    }

    private ClaudeConversationBlock Copy() => (ClaudeConversationBlock)MemberwiseClone();
}

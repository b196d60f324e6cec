using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A content block of a <see cref="ClaudeConversationMessage"/>, as far as it has arrived. It is immutable: content that arrives later is
/// in the blocks of later snapshots. The texts are assembled when they are read.
/// </summary>
public sealed class ClaudeConversationBlock
{
    private TextRope? _text;
    private TextRope? _thinking;
    private TextRope? _inputJson;
    private ImmutableList<JsonElement> _citations = [];

    // The parsed input, boxed; null until it is read.
    private object? _input;

    private ClaudeConversationBlock(long index, string type)
    {
        Index = index;
        Type = type;
    }

    /// <summary>
    /// Gets the block's type, such as <c>text</c>, <c>thinking</c>, <c>tool_use</c> or <c>tool_result</c>. The set is open.
    /// </summary>
    public string Type { get; private set; }

    /// <summary>Gets the text of a text block; empty for other blocks.</summary>
    public string Text => _text?.ToString() ?? "";

    /// <summary>Gets the text of a thinking block; empty for other blocks.</summary>
    public string Thinking => _thinking?.ToString() ?? "";

    /// <summary>Gets the signature that the model's API requires when a thinking block is sent back to it.</summary>
    /// <value><see langword="null"/> if there is none, or if it has not arrived yet.</value>
    public string? Signature { get; private set; }

    /// <summary>Gets the citations of the text, each as it was sent.</summary>
    public IReadOnlyList<JsonElement> Citations => _citations;

    /// <summary>Gets the id of the tool call, for <c>tool_use</c> and <c>tool_result</c> blocks.</summary>
    /// <value><see langword="null"/> for other blocks.</value>
    public string? ToolUseId { get; private set; }

    /// <summary>Gets the name of the tool, for <c>tool_use</c> blocks.</summary>
    /// <value><see langword="null"/> for other blocks.</value>
    public string? ToolName { get; private set; }

    /// <summary>
    /// Gets the streamed input of the tool as JSON text, which is incomplete until the block is complete. It is empty if the input was not
    /// streamed.
    /// </summary>
    public string InputJson => _inputJson?.ToString() ?? "";

    /// <summary>Gets the input of the tool, exactly as the model wrote it.</summary>
    /// <value><see cref="JsonValueKind.Undefined"/> until it is complete, or if it is not JSON.</value>
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

    /// <summary>Gets the result of the tool, for <c>tool_result</c> blocks and for <c>tool_use</c> blocks whose call has ended.</summary>
    /// <value><see langword="null"/> for other blocks.</value>
    public ClaudeToolResultBlock? Result { get; private set; }

    /// <summary>Gets a value indicating whether the whole block has arrived.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Gets the last block object that was received for this block: the whole block, or its beginning.</summary>
    /// <value><see langword="null"/> if only deltas were received.</value>
    public ClaudeContentBlock? Source { get; private set; }

    /// <summary>Gets the index of the block in the API's message.</summary>
    internal long Index { get; }

    /// <summary>Gets a value indicating whether the block has arrived in an <c>assistant</c> message, not only in frames.</summary>
    internal bool IsDelivered { get; private set; }

    /// <summary>Creates a block whose beginning has arrived.</summary>
    internal static ClaudeConversationBlock Begin(long index, ClaudeContentBlock block)
    {
        ClaudeConversationBlock made = new(index, block.Type);
        made.Apply(block);
        return made;
    }

    /// <summary>Creates a block whose beginning was not seen; null if the delta does not show the block's type.</summary>
    internal static ClaudeConversationBlock? Begin(long index, ClaudeDelta first) => first switch
    {
        ClaudeTextDelta or ClaudeCitationsDelta => new(index, "text"),
        ClaudeThinkingDelta or ClaudeSignatureDelta => new(index, "thinking"),
        ClaudeInputJsonDelta => new(index, "tool_use"),
        _ => null,
    };

    /// <summary>Creates a block that has arrived completely.</summary>
    internal static ClaudeConversationBlock Complete(long index, ClaudeContentBlock block)
    {
        ClaudeConversationBlock made = Begin(index, block);
        made.IsDelivered = made.IsComplete = true;
        return made;
    }

    /// <summary>Returns whether a delta adds content to a block.</summary>
    internal static bool Adds(ClaudeDelta delta) => delta switch
    {
        ClaudeTextDelta text => text.Text.Length > 0,
        ClaudeThinkingDelta thinking => thinking.Thinking.Length > 0,
        ClaudeSignatureDelta signature => signature.Signature.Length > 0,
        ClaudeInputJsonDelta input => input.PartialJson.Length > 0,
        ClaudeCitationsDelta citations => citations.CitationJson is not null,
        _ => false,
    };

    /// <summary>Returns the block with a delta added. Content that has been delivered completely is not extended.</summary>
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
    /// Returns the block with the content of the delivered block. Streamed content that the delivered block omits is kept, such as the
    /// thinking text if only its signature is delivered.
    /// </summary>
    internal ClaudeConversationBlock Deliver(ClaudeContentBlock block)
    {
        if (block.Type != Type)
        {
            return Complete(Index, block);
        }

        ClaudeConversationBlock next = Copy();
        next.Apply(block);
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

    /// <summary>Returns whether the other block has the same content as this one.</summary>
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

    private void Apply(ClaudeContentBlock block)
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
            // The input is incomplete or not JSON. The received text is in InputJson.
            return IsDelivered ? whole : default;
        }
    }

    private ClaudeConversationBlock Copy() => (ClaudeConversationBlock)MemberwiseClone();
}

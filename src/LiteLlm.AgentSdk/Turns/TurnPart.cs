using System.Text;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>What is known so far of one part of a message, and how much of it the caller has received.</summary>
internal sealed class TurnPart(string id)
{
    public string Id { get; } = id;

    /// <summary>
    /// Gets the text as far as it is known. It is cleared when the part is whole and delivered, if no reply is assembled.
    /// </summary>
    public StringBuilder Text { get; } = new();

    /// <summary>
    /// Gets or sets how many characters of the text the caller has received. It is larger than the length of <see cref="Text"/> if another
    /// process delivered them.
    /// </summary>
    public int ReceivedLength { get; set; }

    /// <summary>
    /// Gets or sets the text that the caller received before a different text came for the part; null if the caller's text is still right.
    /// </summary>
    public string? Retracted { get; set; }

    /// <summary>Gets or sets the part as it last came in full, not as a delta.</summary>
    public MessagePart? Latest { get; set; }

    /// <summary>
    /// Gets or sets the size of the part as it last came, not as a delta; 0 if it has not. A thread that stays behind the stream has the
    /// same size at each reading, which is not progress.
    /// </summary>
    public int Size { get; set; }

    public bool IsReasoning { get; set; }

    /// <summary>Gets or sets a value indicating whether the caller has received that the tool started.</summary>
    public bool IsStarted { get; set; }

    /// <summary>Gets or sets a value indicating whether the caller has received that the tool finished.</summary>
    public bool IsFinished { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether deltas may have been missed. Later deltas can't be placed then, so the part waits until it
    /// comes in full.
    /// </summary>
    public bool MayHaveMissedDeltas { get; set; }

    /// <summary>Gets or sets a value indicating whether the part waits for earlier parts that may have been missed.</summary>
    public bool IsHeld { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the thread has supplied the part. What an open stream sends afterwards may be older.
    /// </summary>
    public bool IsFromThread { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the part has come in full, on a stream or in the thread, since its last delta.
    /// </summary>
    public bool IsWhole { get; set; }

    /// <summary>Gets a value indicating whether some of the part has come, but not all.</summary>
    public bool IsPartial => !IsWhole && (Text.Length > 0 || Latest is ToolPart);

    /// <summary>
    /// Gets a value indicating whether any content of the part is known. If deltas were missed, it may be that none could be placed.
    /// </summary>
    public bool HasContent => Latest is not null || Text.Length > 0 || !MayHaveMissedDeltas;

    public MessagePart ToPart() => Latest switch
    {
        TextPart text when text.Text.Length < Text.Length => text with { Text = Text.ToString() },
        ReasoningPart reasoning when reasoning.Text.Length < Text.Length => reasoning with { Text = Text.ToString() },
        { } part => part,
        null when IsReasoning => new ReasoningPart { Id = OrNull(Id), Text = Text.ToString() },
        null => new TextPart { Id = OrNull(Id), Text = Text.ToString() },
    };

    private static string? OrNull(string id) => id.Length == 0 ? null : id;
}

using System.Text;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>What is known of a part so far, and how much of it the caller has been given.</summary>
internal sealed class TurnPart(string id)
{
    public string Id { get; } = id;

    /// <summary>Gets the text as far as it is known. Emptied when the part is whole, given, and nobody wants the reply.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>
    /// Gets or sets how many characters of the text the caller has been given. More than <see cref="Text"/> holds where another process
    /// gave them.
    /// </summary>
    public int Given { get; set; }

    /// <summary>
    /// Gets or sets what the caller was given before the part turned out to read differently; null when it reads as given.
    /// </summary>
    public string? Retracted { get; set; }

    /// <summary>Gets or sets the part as it was last sent whole.</summary>
    public MessagePart? Latest { get; set; }

    public bool IsReasoning { get; set; }

    /// <summary>Gets or sets a value indicating whether the start of a tool has been announced.</summary>
    public bool IsStarted { get; set; }

    /// <summary>Gets or sets a value indicating whether the end of a tool has been announced.</summary>
    public bool IsFinished { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether deltas may have been missed, so that those which come now can't be placed: the part waits
    /// until it comes whole.
    /// </summary>
    public bool IsTorn { get; set; }

    /// <summary>Gets or sets a value indicating whether it waits for parts before it that may have been missed.</summary>
    public bool IsHeld { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the thread has told of it: what an open stream says of it afterwards may be older.
    /// </summary>
    public bool IsFromThread { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether it has been seen whole, on a stream or in the thread, since its last delta.
    /// </summary>
    public bool IsWhole { get; set; }

    /// <summary>Gets a value indicating whether there is something of it, but not all.</summary>
    public bool IsPartial => !IsWhole && (Text.Length > 0 || Latest is ToolPart);

    /// <summary>Gets a value indicating whether anything of it has come: a torn part of which no delta could be placed is empty.</summary>
    public bool HasContent => Latest is not null || Text.Length > 0 || !IsTorn;

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

using System.Text;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>What has come of a part so far.</summary>
internal sealed class TurnPart(string id)
{
    private int _length;

    public string Id { get; } = id;

    /// <summary>What its deltas add up to; emptied when the part is whole and nobody wants the reply.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>How much of its text the caller has been given. Longer than <see cref="Text"/> where another process gave it.</summary>
    public int Given
    {
        get => Math.Max(_length, Text.Length);
        set => _length = value;
    }

    /// <summary>The part as it was last sent whole.</summary>
    public MessagePart? Latest { get; set; }

    public bool IsReasoning { get; set; }

    public bool IsStarted { get; set; }

    public bool IsFinished { get; set; }

    /// <summary>
    /// Whether deltas of it may have been missed: those that come now can't be put where they belong, and wait for the part to come whole.
    /// </summary>
    public bool IsTorn { get; set; }

    /// <summary>Whether the thread has told of it: what an open stream says of it afterwards may be older.</summary>
    public bool IsFromThread { get; set; }

    /// <summary>Whether it has been seen whole, on a stream or in the thread, since its last delta.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Whether there is something of it, but not all.</summary>
    public bool IsPartial => !IsWhole && (Text.Length > 0 || Latest is ToolPart);

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

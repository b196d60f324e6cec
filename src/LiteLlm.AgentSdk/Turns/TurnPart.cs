using System.Text;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>What has come of a part so far.</summary>
internal sealed class TurnPart(string id)
{
    public string Id { get; } = id;

    /// <summary>What its deltas add up to.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>The part as it was last sent whole.</summary>
    public MessagePart? Latest { get; set; }

    public bool IsReasoning { get; set; }

    public bool IsStarted { get; set; }

    public bool IsFinished { get; set; }

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

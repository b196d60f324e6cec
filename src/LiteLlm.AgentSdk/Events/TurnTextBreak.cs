namespace LiteLlm.AgentSdk;

/// <summary>
/// The line break between the texts of two parts in <see cref="Reply.Text"/>. A program that displays each part separately ignores it.
/// </summary>
public sealed record TurnTextBreak : TurnPartUpdate
{
    /// <summary>Gets the line break.</summary>
    /// <value>A line feed.</value>
    public override string Text => "\n";
}

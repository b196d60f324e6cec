namespace LiteLlm.AgentSdk;

/// <summary>
/// The text of another part begins: in <see cref="Reply.Text"/> a line break stands between two parts. A program that shows parts by
/// themselves leaves it out.
/// </summary>
public sealed record TurnTextBreak : TurnPartUpdate
{
    /// <summary>Gets the line break.</summary>
    /// <value>A line feed.</value>
    public override string Text => "\n";
}

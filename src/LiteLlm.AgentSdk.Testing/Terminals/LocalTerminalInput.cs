using System.Text;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>What comes from a terminal's clients, in the order in which it came: keystrokes, or a new size.</summary>
public sealed record LocalTerminalInput
{
    /// <summary>Gets the keystrokes, as one client sent them in one frame.</summary>
    /// <value>Empty for a size.</value>
    public ReadOnlyMemory<byte> Keys { get; init; }

    /// <summary>Gets a value indicating whether the size changed; then there are no keystrokes.</summary>
    public bool IsResize { get; init; }

    /// <summary>Gets the width, as it was when this came.</summary>
    public int Columns { get; init; }

    /// <summary>Gets the height, as it was when this came.</summary>
    public int Rows { get; init; }

    /// <summary>Gets the keystrokes as text; a character that is cut by the frame's end is not put together.</summary>
    public string Text => Encoding.UTF8.GetString(Keys.Span);
}

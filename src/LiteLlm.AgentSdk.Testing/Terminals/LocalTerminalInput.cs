using System.Text;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>An input from a client of a terminal: keystrokes or a new size.</summary>
public sealed record LocalTerminalInput
{
    /// <summary>Gets the keystrokes that one client sent in one frame.</summary>
    /// <value>Empty if the size changed.</value>
    public ReadOnlyMemory<byte> Keys { get; init; }

    /// <summary>Gets a value indicating whether the size changed. If so, there are no keystrokes.</summary>
    public bool IsResize { get; init; }

    /// <summary>Gets the width in columns after this input.</summary>
    public int Columns { get; init; }

    /// <summary>Gets the height in rows after this input.</summary>
    public int Rows { get; init; }

    /// <summary>Gets the keystrokes as text. A character that is split between two frames is not joined.</summary>
    public string Text => Encoding.UTF8.GetString(Keys.Span);
}

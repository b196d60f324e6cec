using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>The size of a terminal, limited to reasonable values, because the server accepts any value.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TerminalSize
{
    private const int Longest = 1000;

    public TerminalSize(int columns, int rows)
    {
        Columns = Math.Clamp(columns, 1, Longest);
        Rows = Math.Clamp(rows, 1, Longest);
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Returns the text frame that changes the size. The server treats any other text as keystrokes.</summary>
    public byte[] ToFrame() => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $$"""{"type":"resize","cols":{{Columns}},"rows":{{Rows}}}"""));
}

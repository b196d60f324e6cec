using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>A size that the server can be told: it takes whatever it is told, so what makes no sense is kept from it.</summary>
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

    /// <summary>The text frame, to the letter: anything else would be taken for keystrokes.</summary>
    public byte[] ToFrame() => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"type":"resize","cols":{{Columns}},"rows":{{Rows}}}"""));
}

using System.Globalization;
using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>The size of a terminal in characters.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WindowSize(int Columns, int Rows)
{
    /// <summary>Gets the size for a terminal that does not report one: from the environment, or 80 by 24.</summary>
    public static WindowSize Default => new(Number("COLUMNS") ?? 80, Number("LINES") ?? 24);

    /// <summary>Gets the size of the terminal that standard output is. Asking needs no other part of the terminal.</summary>
    public static WindowSize OfOutput() => OperatingSystem.IsWindows()
        ? new WindowsTerminal().Size
        : UnixTerminal.OutputSize;

    /// <summary>Gets the columns that the environment sets; null if it sets none.</summary>
    public static int? FromEnvironment() => Number("COLUMNS");

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value : null;
}

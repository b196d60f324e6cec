using System.Globalization;
using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>How large a terminal is, in characters.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WindowSize(int Columns, int Rows)
{
    /// <summary>For a terminal that does not say: what the environment says, or what terminals were once.</summary>
    public static WindowSize Default => new(FromEnvironment("COLUMNS", 80), FromEnvironment("LINES", 24));

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value : otherwise;
}

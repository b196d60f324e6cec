using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="Kind">How it gives way on a narrow screen.</param>
/// <param name="Rank">How long it stays there: the columns of the lowest rank go first.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Column(string Heading, ColumnKind Kind, int Rank)
{
    /// <summary>What names the row: it is never cut and never goes.</summary>
    public static Column Name(string heading = "NAME") => new(heading, ColumnKind.Name, int.MaxValue);

    /// <summary>An id: short where the screen is what it is for, whole elsewhere.</summary>
    public static Column Id(string heading = "ID", int rank = 90) => new(heading, ColumnKind.Id, rank);

    /// <summary>A word, a number or a time: it is there as a whole, or not at all.</summary>
    public static Column Word(string heading, int rank = 50) => new(heading, ColumnKind.Word, rank);

    /// <summary>A text, which is cut where there is too little room for it.</summary>
    public static Column Text(string heading, int rank = 30) => new(heading, ColumnKind.Text, rank);
}

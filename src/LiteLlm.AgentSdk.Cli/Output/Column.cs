using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Kind">The behavior on a narrow screen.</param>
/// <param name="Rank">The priority: columns with the lowest rank are removed first.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Column(string Heading, ColumnKind Kind, int Rank)
{
    /// <summary>Creates a column for the name of the row, which is never shortened or removed.</summary>
    public static Column Name(string heading = "NAME") => new(heading, ColumnKind.Name, int.MaxValue);

    /// <summary>Creates a column for an id: shortened on a screen, complete elsewhere.</summary>
    public static Column Id(string heading = "ID", int rank = 90) => new(heading, ColumnKind.Id, rank);

    /// <summary>Creates a column for a word, a number or a time, which is removed but never shortened.</summary>
    public static Column Word(string heading, int rank = 50) => new(heading, ColumnKind.Word, rank);

    /// <summary>Creates a column for a text, which is shortened on a narrow screen.</summary>
    public static Column Text(string heading, int rank = 30) => new(heading, ColumnKind.Text, rank);
}

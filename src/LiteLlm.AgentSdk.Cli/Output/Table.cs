using System.Text;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>Rows under headings, as wide as they are. On a terminal the last column is cut where the screen ends; in a pipe nothing is.</summary>
internal sealed class Table(params string[] headings)
{
    private const int Gap = 2;
    private const string Nothing = "-";

    private readonly List<string[]> _rows = [];

    public int Count => _rows.Count;

    /// <summary>Adds a row; the cells are somebody else's text.</summary>
    public void Add(params string?[] cells) => _rows.Add(Array.ConvertAll(cells, cell => string.IsNullOrWhiteSpace(cell) ? Nothing : Printer.OneLine(cell)));

    /// <summary>Prints it, or says on stderr that there is nothing.</summary>
    public void Print(Printer printer, string whenEmpty)
    {
        if (_rows.Count == 0)
        {
            printer.Info(whenEmpty);
            return;
        }

        int[] widths = new int[headings.Length];
        foreach (string[] row in _rows.Prepend(headings))
        {
            for (int i = 0; i < widths.Length; i++)
            {
                widths[i] = Math.Max(widths[i], TextWidth.Of(row[i]));
            }
        }

        int limit = printer.IsOutTerminal ? ScreenWidth() : int.MaxValue;
        string head = Line(headings, widths, limit);
        printer.WriteLine(printer.HasColor ? $"\u001b[2m{head}\u001b[0m" : head);
        foreach (string[] row in _rows)
        {
            printer.WriteLine(Line(row, widths, limit));
        }
    }

    private static string Line(string[] cells, int[] widths, int limit)
    {
        StringBuilder line = new();
        for (int i = 0; i < cells.Length - 1; i++)
        {
            line.Append(cells[i]).Append(' ', widths[i] - TextWidth.Of(cells[i]) + Gap);
        }

        line.Append(cells[^1]);
        return TextWidth.Cut(line.ToString(), limit);
    }

    private static int ScreenWidth()
    {
        try
        {
            return Console.WindowWidth is > 20 and int width ? width : int.MaxValue;
        }
        catch (IOException)
        {
            return int.MaxValue;
        }
    }
}

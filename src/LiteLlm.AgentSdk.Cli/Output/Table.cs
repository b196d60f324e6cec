using System.Text;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>
/// A table that fits the screen: texts are shortened first, and then the columns of the lowest rank are removed. Without a screen, and
/// with <c>--no-trunc</c> and <c>--wide</c>, all columns are complete.
/// </summary>
internal sealed class Table(params Column[] columns)
{
    private const int Gap = 2;
    private const int NarrowestText = 8;
    private const string Nothing = "-";

    private readonly List<string[]> _rows = [];

    public int Count => _rows.Count;

    /// <summary>Adds a row. The cells are untrusted text.</summary>
    public void Add(params string?[] cells) =>
        _rows.Add(Array.ConvertAll(cells, cell => string.IsNullOrWhiteSpace(cell) ? Nothing : Printer.OneLine(cell)));

    /// <summary>Prints the table, or a message on stderr if it has no rows.</summary>
    public void Print(CommandContext context, string whenEmpty) =>
        Print(context.Printer, context.IsWhole ? null : context.Printer.Columns, whenEmpty);

    /// <param name="printer">The output.</param>
    /// <param name="limit">The number of columns of the screen; null for no screen.</param>
    /// <param name="whenEmpty">The message on stderr for a table without rows.</param>
    public void Print(Printer printer, int? limit, string whenEmpty)
    {
        if (_rows.Count == 0)
        {
            printer.Info(whenEmpty);
            return;
        }

        IReadOnlyList<string> lines = Lines(limit);
        printer.WriteLine(printer.HasColor ? $"\u001b[2m{lines[0]}\u001b[0m" : lines[0]);
        foreach (string line in lines.Skip(1))
        {
            printer.WriteLine(line);
        }
    }

    /// <summary>Gets the headings and the rows as they are printed.</summary>
    public IReadOnlyList<string> Lines(int? limit)
    {
        List<string[]> rows =
            [Array.ConvertAll(columns, column => column.Heading), .. _rows.Select(row => FormatRow(row, limit is not null))];
        int[] widths = new int[columns.Length];
        foreach (string[] row in rows)
        {
            for (int i = 0; i < widths.Length; i++)
            {
                widths[i] = Math.Max(widths[i], TextWidth.Of(row[i]));
            }
        }

        if (limit is { } room)
        {
            Fit(widths, room);
        }

        return [.. rows.Select(row => Line(row, widths))];
    }

    private string[] FormatRow(string[] row, bool isShort)
    {
        string[] shown = [.. row];
        for (int i = 0; i < shown.Length; i++)
        {
            shown[i] = isShort && columns[i].Kind == ColumnKind.Id ? Ids.Short(shown[i]) : shown[i];
        }

        return shown;
    }

    /// <summary>Shortens columns, and removes them (a width of 0), until the row fits.</summary>
    private void Fit(int[] widths, int room)
    {
        int[] order = ByRank();
        foreach (int i in order)
        {
            if (columns[i].Kind == ColumnKind.Text)
            {
                int least = Math.Max(NarrowestText, TextWidth.Of(columns[i].Heading));
                widths[i] = Math.Max(Math.Min(widths[i], least), widths[i] - Math.Max(0, Total(widths) - room));
            }
        }

        foreach (int i in order)
        {
            if (columns[i].Kind != ColumnKind.Name && Total(widths) > room)
            {
                widths[i] = 0;
            }
        }

        // The space of removed columns goes to the remaining texts, in the order of their rank.
        for (int k = order.Length - 1; k >= 0; k--)
        {
            int i = order[k];
            if (widths[i] > 0 && columns[i].Kind == ColumnKind.Text)
            {
                int whole = _rows.Max(row => TextWidth.Of(row[i]));
                widths[i] = Math.Max(widths[i], Math.Min(whole, widths[i] + room - Total(widths)));
            }
        }
    }

    /// <summary>Returns the columns in the order of removal. (LINQ over numbers adds tens of kilobytes to the native build.)</summary>
    private int[] ByRank()
    {
        int[] order = new int[columns.Length];
        for (int i = 0; i < order.Length; i++)
        {
            int at = i;
            for (; at > 0 && columns[order[at - 1]].Rank > columns[i].Rank; at--)
            {
                order[at] = order[at - 1];
            }

            order[at] = i;
        }

        return order;
    }

    private static int Total(int[] widths)
    {
        int total = -Gap;
        foreach (int width in widths)
        {
            total += width > 0 ? width + Gap : 0;
        }

        return total;
    }

    private static string Line(string[] cells, int[] widths)
    {
        StringBuilder line = new();
        int blanks = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            if (widths[i] > 0)
            {
                string cell = TextWidth.Cut(cells[i], widths[i]);
                line.Append(' ', blanks).Append(cell);
                blanks = widths[i] - TextWidth.Of(cell) + Gap;
            }
        }

        return line.ToString();
    }
}

using System.Text;

namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>
/// A Markdown table. Its columns are as wide as their content. If it is too wide for the terminal, its rows are wrapped and not aligned.
/// </summary>
internal static class MarkdownTable
{
    private const string Between = " │ ";

    public static void Write(IReadOnlyList<string> lines, StyledWriter output, int columns)
    {
        bool hasHead = lines.Count > 1 && IsDelimiter(lines[1]);
        List<List<List<StyledSegment>>> rows = [];
        for (int i = 0; i < lines.Count; i++)
        {
            if (i != 1 || !hasHead)
            {
                TextStyle style = hasHead && i == 0 ? TextStyle.Bold : TextStyle.None;
                rows.Add([.. SplitCells(lines[i]).Select(cell => Segments(cell, style))]);
            }
        }

        string[] marks = hasHead ? [.. SplitCells(lines[1])] : [];
        int[] widths = new int[rows.Max(row => row.Count)];
        foreach (List<List<StyledSegment>> row in rows)
        {
            for (int i = 0; i < row.Count; i++)
            {
                widths[i] = Math.Max(widths[i], Width(row[i]));
            }
        }

        bool fits = widths.Sum() + Between.Length * (widths.Length - 1) < columns;
        WrappedWriter wrapped = new(output, fits ? () => int.MaxValue : () => columns);
        for (int i = 0; i < rows.Count; i++)
        {
            WriteRow(rows[i], fits ? widths : null, marks, wrapped);
            if (i == 0 && hasHead)
            {
                output.Write(fits ? string.Join("─┼─", Array.ConvertAll(widths, width => new string('─', width)))
                    : new string('─', Math.Max(3, columns - 1)), TextStyle.Dim);
                output.EndLine();
            }
        }
    }

    private static void WriteRow(List<List<StyledSegment>> row, int[]? widths, string[] marks, WrappedWriter wrapped)
    {
        int count = widths?.Length ?? row.Count;
        for (int i = 0; i < count; i++)
        {
            List<StyledSegment> cell = i < row.Count ? row[i] : [];
            int room = widths is null ? 0 : widths[i] - Width(cell);
            int before = cell.Count > 0 && i < marks.Length ? GetLeftPadding(marks[i], room) : 0;
            wrapped.Write(new string(' ', before), TextStyle.None);
            foreach (StyledSegment segment in cell)
            {
                wrapped.Write(segment.Text, segment.Style);
            }

            if (i < count - 1)
            {
                wrapped.Write(new string(' ', room - before), TextStyle.None);
                wrapped.Write(Between, TextStyle.Dim);
            }
        }

        wrapped.EndLine();
    }

    /// <summary>Gets the number of spaces before a cell: <c>--:</c> aligns right, <c>:-:</c> centers.</summary>
    private static int GetLeftPadding(string mark, int room) =>
        !mark.EndsWith(':') ? 0 : mark.StartsWith(':') ? room / 2 : room;

    private static bool IsDelimiter(string line) =>
        line.Contains('-', StringComparison.Ordinal) && line.AsSpan().IndexOfAnyExcept("|-: \t") < 0;

    private static List<string> SplitCells(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        ReadOnlySpan<char> inside = line.AsSpan(1);
        if (inside.EndsWith("|", StringComparison.Ordinal) && !inside.EndsWith(@"\|", StringComparison.Ordinal))
        {
            inside = inside[..^1];
        }

        for (int i = 0; i < inside.Length; i++)
        {
            if (inside[i] == '\\' && i + 1 < inside.Length && inside[i + 1] == '|')
            {
                cell.Append(inside[++i]);
            }
            else if (inside[i] == '|')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(inside[i]);
            }
        }

        cells.Add(cell.ToString().Trim());
        return cells;
    }

    private static List<StyledSegment> Segments(string cell, TextStyle style)
    {
        List<StyledSegment> segments = [];
        MarkdownInline.Render(cell, ' ', isWhole: true, style, segments);
        return segments;
    }

    private static int Width(List<StyledSegment> cell) =>
        cell.Sum(segment => TextWidth.Of(segment.Text.Replace("\t", "    ", StringComparison.Ordinal)));
}

using System.Globalization;
using System.Text;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>The layout of a message: its rows in a terminal, and the position of the cursor.</summary>
/// <param name="Rows">The rows, without the prompt.</param>
/// <param name="CursorRow">The cursor's row, from 0.</param>
/// <param name="CursorColumn">The cursor's column, from 0, without the prompt.</param>
internal sealed record LineLayout(IReadOnlyList<string> Rows, int CursorRow, int CursorColumn)
{
    private const string Tab = "    ";

    /// <param name="text">The message.</param>
    /// <param name="cursor">The cursor's position in the message.</param>
    /// <param name="columns">The number of columns of a row. One column is reserved for the cursor.</param>
    public static LineLayout Of(string text, int cursor, int columns)
    {
        int room = Math.Max(2, columns - 1);
        List<string> rows = [];
        StringBuilder row = new();
        int width = 0;
        (int Row, int Column) place = (0, 0);
        for (int at = 0; at <= text.Length;)
        {
            int length = at < text.Length ? StringInfo.GetNextTextElementLength(text.AsSpan(at)) : 1;
            string shown = at == text.Length || text[at] == '\n' ? "" : text[at] == '\t' ? Tab : SafeText.Clean(text.Substring(at, length));
            int more = TextWidth.Of(shown);
            if (width + more > room && width > 0)
            {
                EndRow();
            }

            if (at == cursor)
            {
                place = (rows.Count, width);
            }

            row.Append(shown);
            width += more;
            if (at == text.Length || text[at] == '\n')
            {
                EndRow();
            }

            at += length;
        }

        return new(rows, place.Row, place.Column);

        void EndRow()
        {
            rows.Add(row.ToString());
            row.Clear();
            width = 0;
        }
    }
}

using System.Globalization;
using System.Text;
using LiteLlm.AgentSdk.Cli.Rendering;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>
/// Draws a message over its previous state. Each row ends explicitly, so that the terminal's line wrapping does not matter. If the
/// message is higher than the window, the rows around the cursor are shown.
/// </summary>
internal sealed class LineView(ChatScreen screen, Func<WindowSize> size)
{
    private const string Prompt = "> ";
    private const string Continued = "  ";

    private List<int> _drawn = [];
    private int _cursorRow;
    private int _top;

    public void Draw(string text, int cursor)
    {
        WindowSize window = size();
        LineLayout layout = LineLayout.Of(text, cursor, window.Columns - Prompt.Length);
        int height = Math.Min(layout.Rows.Count, Math.Max(1, window.Rows - 1));
        _top = Math.Clamp(_top, Math.Max(0, layout.CursorRow - height + 1), layout.CursorRow);
        _top = Math.Min(_top, layout.Rows.Count - height);

        screen.ClearStatus();
        screen.Control(GetEraseSequence(window.Columns));
        List<int> drawn = [];
        for (int i = _top; i < _top + height; i++)
        {
            if (i > _top)
            {
                screen.Control("\r\n");
            }

            screen.Writer.Write(i == 0 ? Prompt : Continued, TextStyle.Good | TextStyle.Bold);
            screen.Writer.Write(layout.Rows[i], TextStyle.None);
            drawn.Add(Prompt.Length + TextWidth.Of(layout.Rows[i]));
        }

        _drawn = drawn;
        _cursorRow = layout.CursorRow - _top;

        // Text and cursor are one write: a change of the window's size between them would give a wrong position.
        screen.Control(GetMoveSequence(up: height - 1 - _cursorRow, right: Prompt.Length + layout.CursorColumn));
        screen.Flush();
    }

    /// <summary>Keeps the message on the screen, and moves the cursor below it.</summary>
    public void MoveBelow()
    {
        int below = _drawn.Count - 1 - _cursorRow;
        screen.Control((below > 0 ? string.Create(CultureInfo.InvariantCulture, $"\e[{below}B") : "") + "\r\n");
        screen.Flush();
        Reset();
    }

    /// <summary>Removes the message from the screen.</summary>
    public void Erase()
    {
        screen.Control(GetEraseSequence(size().Columns));
        screen.Flush();
        Reset();
    }

    /// <summary>Clears the window.</summary>
    public void Clear()
    {
        screen.Control("\e[H\e[2J");
        Reset();
    }

    private void Reset()
    {
        _drawn = [];
        _cursorRow = _top = 0;
    }

    /// <summary>
    /// Moves the cursor to the first row and clears the screen from there. In a window that has become narrower, the message has more
    /// rows than were drawn.
    /// </summary>
    private string GetEraseSequence(int columns)
    {
        int up = 0;
        for (int i = 0; i < _cursorRow; i++)
        {
            up += Math.Max(1, (_drawn[i] + columns - 1) / columns);
        }

        return GetMoveSequence(up, right: 0) + "\e[J";
    }

    private static string GetMoveSequence(int up, int right)
    {
        StringBuilder moves = new("\r");
        if (up > 0)
        {
            moves.Append(CultureInfo.InvariantCulture, $"\e[{up}A");
        }

        if (right > 0)
        {
            moves.Append(CultureInfo.InvariantCulture, $"\e[{right}C");
        }

        return moves.ToString();
    }
}

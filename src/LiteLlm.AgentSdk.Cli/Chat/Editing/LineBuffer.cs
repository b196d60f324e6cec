using System.Globalization;

namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>
/// A text with a cursor. The cursor is always between grapheme clusters: never inside an emoji, or between a letter and its accent.
/// </summary>
internal sealed class LineBuffer
{
    private string _killed = "";

    public string Text { get; private set; } = "";

    public int Cursor { get; private set; }

    public void Set(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    public void Insert(string text)
    {
        Text = Text.Insert(Cursor, text);

        // The inserted text can form one grapheme cluster with the text after it.
        Cursor = FindBoundary(Cursor + text.Length);
    }

    public void MoveLeft() => Cursor = PreviousIndex(Cursor);

    public void MoveRight() => Cursor = NextIndex(Cursor);

    public void MoveToLineStart() => Cursor = LineStart;

    public void MoveToLineEnd() => Cursor = LineEnd;

    public void MoveWordLeft() => Cursor = FindWordStart();

    public void MoveWordRight() => Cursor = FindWordEnd();

    /// <returns>true if there is a line above; otherwise, false.</returns>
    public bool MoveUp()
    {
        int start = LineStart;
        if (start == 0)
        {
            return false;
        }

        int column = Cursor - start;
        int above = start < 2 ? 0 : Text.LastIndexOf('\n', start - 2) + 1;
        Cursor = FindBoundary(Math.Min(above + column, start - 1));
        return true;
    }

    /// <returns>true if there is a line below; otherwise, false.</returns>
    public bool MoveDown()
    {
        int end = LineEnd;
        if (end == Text.Length)
        {
            return false;
        }

        int column = Cursor - LineStart;
        int next = Text.IndexOf('\n', end + 1);
        Cursor = FindBoundary(Math.Min(end + 1 + column, next < 0 ? Text.Length : next));
        return true;
    }

    public void Backspace() => Remove(PreviousIndex(Cursor), Cursor);

    public void Delete() => Remove(Cursor, NextIndex(Cursor));

    /// <summary>Deletes the rest of the line; at its end, the line break.</summary>
    public void KillToEnd() => Kill(Cursor, Cursor == LineEnd ? NextIndex(Cursor) : LineEnd);

    public void KillToStart() => Kill(Cursor == LineStart ? PreviousIndex(Cursor) : LineStart, Cursor);

    public void KillWord() => Kill(FindWordStart(), Cursor);

    public void KillNextWord() => Kill(Cursor, FindWordEnd());

    public void Yank() => Insert(_killed);

    private int LineStart => Cursor == 0 ? 0 : Text.LastIndexOf('\n', Cursor - 1) + 1;

    private int LineEnd => Text.IndexOf('\n', Cursor) is var end && end < 0 ? Text.Length : end;

    private int NextIndex(int index) =>
        index >= Text.Length ? Text.Length : index + StringInfo.GetNextTextElementLength(Text.AsSpan(index));

    private int PreviousIndex(int index)
    {
        int before = 0;
        for (int at = 0; at < index; at = NextIndex(at))
        {
            before = at;
        }

        return before;
    }

    /// <summary>Returns the first valid cursor position at or after a position.</summary>
    private int FindBoundary(int index)
    {
        int at = 0;
        while (at < index)
        {
            at = NextIndex(at);
        }

        return at;
    }

    private int FindWordStart()
    {
        int at = Cursor;
        while (at > 0 && char.IsWhiteSpace(Text[at - 1]))
        {
            at--;
        }

        while (at > 0 && !char.IsWhiteSpace(Text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private int FindWordEnd()
    {
        int at = Cursor;
        while (at < Text.Length && char.IsWhiteSpace(Text[at]))
        {
            at++;
        }

        while (at < Text.Length && !char.IsWhiteSpace(Text[at]))
        {
            at++;
        }

        return at;
    }

    private void Kill(int start, int end)
    {
        if (end > start)
        {
            _killed = Text[start..end];
            Remove(start, end);
        }
    }

    private void Remove(int start, int end)
    {
        Text = Text.Remove(start, end - start);

        // The text on both sides can now form one grapheme cluster.
        Cursor = FindBoundary(start);
    }
}

namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>
/// Colors comments, strings, numbers and keywords of code, line by line. It reads each character a bounded number of times. Between
/// lines it keeps only an open comment or an open string.
/// </summary>
internal sealed class CodeColours(CodeLanguage language, StyledWriter output)
{
    private const int LongestWord = 40;

    // The end mark of the open comment or string; empty if none is open.
    private string _open = "";
    private TextStyle _openStyle;

    // Whether the line before has left a tag of HTML open.
    private bool _isInTag;

    /// <summary>Writes a line, without its end.</summary>
    public void Write(string line)
    {
        if (language.IsDiff)
        {
            output.Write(line, DiffStyle(line));
            return;
        }

        int at = 0;
        while (at < line.Length)
        {
            (int length, TextStyle style) = _open.Length > 0 ? Rest(line, at) : Next(line, at);
            output.Write(line.AsSpan(at, length), style);
            at += length;
        }
    }

    private static TextStyle DiffStyle(string line) => line switch
    {
        ['+', '+', '+', ..] or ['-', '-', '-', ..] => TextStyle.Bold,
        ['+', ..] => TextStyle.Good,
        ['-', ..] => TextStyle.Bad,
        ['@', '@', ..] => TextStyle.Keyword,
        _ => TextStyle.None,
    };

    /// <summary>Continues the open comment or string.</summary>
    private (int Length, TextStyle Style) Rest(string line, int at)
    {
        int end = line.IndexOf(_open, at, StringComparison.Ordinal);
        if (end < 0)
        {
            return (line.Length - at, _openStyle);
        }

        int length = end + _open.Length - at;
        _open = "";
        return (length, _openStyle);
    }

    private (int Length, TextStyle Style) Next(string line, int at)
    {
        char c = line[at];
        ReadOnlySpan<char> rest = line.AsSpan(at);
        foreach (string mark in language.LineComments)
        {
            // In a shell, a number sign inside a word is a part of the word.
            if (rest.StartsWith(mark, StringComparison.Ordinal) && (mark != "#" || at == 0 || char.IsWhiteSpace(line[at - 1])))
            {
                return (rest.Length, TextStyle.Dim);
            }
        }

        if (language.BlockStart.Length > 0 && rest.StartsWith(language.BlockStart, StringComparison.Ordinal))
        {
            return Open(language.BlockStart.Length, language.BlockEnd, TextStyle.Dim);
        }

        if (language.IsMarkup && (!_isInTag || c is '<' or '>'))
        {
            return Markup(line, at);
        }

        if (language.Quotes.Contains(c))
        {
            return language.HasTripleQuotes && rest.Length > 2 && rest[1] == c && rest[2] == c
                ? Open(3, new string(c, 3), TextStyle.Good)
                : (ReadQuoted(rest, c), TextStyle.Good);
        }

        int word = ReadWord(rest);
        return char.IsAsciiDigit(c) ? (Math.Max(1, word), TextStyle.Notice)
            : word == 0 ? (1, TextStyle.None)
            : (word, word <= LongestWord && language.Keywords.Contains(rest[..word].ToString()) ? TextStyle.Keyword : TextStyle.None);
    }

    /// <summary>A tag's beginning and end, or the text before the next tag. An apostrophe in text begins no string.</summary>
    private (int Length, TextStyle Style) Markup(string line, int at)
    {
        if (line[at] == '>')
        {
            bool isEnd = _isInTag;
            _isInTag = false;
            return (1, isEnd ? TextStyle.Keyword : TextStyle.None);
        }

        if (line[at] != '<')
        {
            int next = line.AsSpan(at).IndexOfAny('<', '>');
            return (next < 0 ? line.Length - at : next, TextStyle.None);
        }

        int name = at + 1 < line.Length && line[at + 1] is '/' or '?' or '!' ? at + 2 : at + 1;
        int end = name;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] is '-' or ':' or '_' or '.'))
        {
            end++;
        }

        _isInTag = end > name;
        return (end - at, _isInTag ? TextStyle.Keyword : TextStyle.None);
    }

    private (int Length, TextStyle Style) Open(int length, string end, TextStyle style)
    {
        _open = end;
        _openStyle = style;
        return (length, style);
    }

    /// <summary>A string ends at its quote, or with the line.</summary>
    private static int ReadQuoted(ReadOnlySpan<char> rest, char quote)
    {
        for (int i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '\\')
            {
                i++;
            }
            else if (rest[i] == quote)
            {
                return i + 1;
            }
        }

        return rest.Length;
    }

    private static int ReadWord(ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (length < rest.Length && (char.IsLetterOrDigit(rest[length]) || rest[length] is '_' or '$'))
        {
            length++;
        }

        return length;
    }
}

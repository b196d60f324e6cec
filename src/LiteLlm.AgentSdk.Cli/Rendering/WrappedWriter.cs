using System.Buffers;
using System.Globalization;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>
/// Wraps streamed text between words. A word is written when its end is known, and written text is never changed. Between wide
/// characters, lines can break anywhere.
/// </summary>
internal sealed class WrappedWriter(StyledWriter output, Func<int> columns)
{
    // No real character has more combining marks, so the writer does not wait for more.
    private const int LongestCharacter = 200;

    private readonly List<StyledSegment> _word = [];
    private int _wordWidth;
    private int _spaces;
    private TextStyle _spaceStyle;
    private string _last = "";
    private TextStyle _lastStyle;
    private int _column;
    private bool _hasText;
    private bool _isContinued;
    private IReadOnlyList<StyledSegment> _continuation = [];

    /// <summary>Gets a value indicating whether the current line is empty.</summary>
    public bool IsAtStart => _column == 0 && _wordWidth == 0 && _spaces == 0 && _last.Length == 0;

    /// <summary>Begins a line with a prefix, and sets the prefix of its continuation lines.</summary>
    public void Begin(IReadOnlyList<StyledSegment> first, IReadOnlyList<StyledSegment> continuation)
    {
        _continuation = continuation;
        WriteSegments(first);
    }

    /// <param name="text">Safe text without line breaks.</param>
    /// <param name="style">The style.</param>
    public void Write(string text, TextStyle style)
    {
        if (style == _lastStyle)
        {
            text = _last + text;
            _last = "";
        }
        else
        {
            FlushLast();
        }

        // The last character is held back, because an accent or the rest of an emoji can follow.
        int end = text.Length;
        for (int at = 0; at < text.Length; at += Length(text.AsSpan(at)))
        {
            end = IsSpace(text[at]) ? at + 1 : at;
        }

        end = text.Length - end > LongestCharacter ? text.Length : end;
        AddWords(text.AsSpan(0, end), style);
        _last = text[end..];
        _lastStyle = style;
    }

    private void FlushWord()
    {
        if (_word.Count == 0)
        {
            return;
        }

        int room = Limit - _column;
        if (_spaces + _wordWidth > room && _hasText && !_isContinued)
        {
            Break();
        }
        else
        {
            output.Write(new string(' ', Math.Min(_spaces, Math.Max(0, room))), _spaceStyle);
            _column += _spaces;
        }

        _spaces = 0;
        foreach (StyledSegment segment in _word)
        {
            WriteHardWrapped(segment);
        }

        _word.Clear();
        _wordWidth = 0;
        _hasText = true;
    }

    public void EndLine()
    {
        FlushLast();
        FlushWord();
        output.EndLine();
        _column = _spaces = 0;
        _hasText = _isContinued = false;
        _continuation = [];
    }

    private static bool IsSpace(char c) => c is ' ' or '\t';

    /// <summary>Returns the length of the first grapheme cluster. A space is always a separate cluster.</summary>
    private static int Length(ReadOnlySpan<char> text) => IsSpace(text[0]) ? 1 : StringInfo.GetNextTextElementLength(text);

    // The last column stays empty, because terminals differ in the cursor's position after it.
    private int Limit => Math.Max(8, columns() - 1);

    private void FlushLast()
    {
        AddWords(_last, _lastStyle);
        _last = "";
    }

    private void AddWords(ReadOnlySpan<char> text, TextStyle style)
    {
        int start = 0;
        for (int i = 0; i < text.Length;)
        {
            int length = Length(text[i..]);
            bool isSpace = IsSpace(text[i]);
            bool isWide = Rune.DecodeFromUtf16(text[i..], out Rune rune, out _) == OperationStatus.Done && TextWidth.IsWide(rune);
            if (isSpace || isWide)
            {
                Add(text[start..i], style);
                FlushWord();
                _isContinued = false;
                start = i + length;
            }

            if (isSpace)
            {
                _spaces += text[i] == '\t' ? 4 : 1;
                _spaceStyle = style;
            }
            else if (isWide)
            {
                Add(text[i..start], style);
                FlushWord();
            }

            i += length;
        }

        Add(text[start..], style);
        if (_wordWidth >= Limit)
        {
            // The word is wider than a line: its rest continues after this part.
            FlushWord();
            _isContinued = true;
        }
    }

    private void Add(ReadOnlySpan<char> text, TextStyle style)
    {
        if (text.Length > 0)
        {
            _word.Add(new(text.ToString(), style));
            _wordWidth += TextWidth.Of(text);
        }
    }

    private void Break()
    {
        output.EndLine();
        _column = 0;
        WriteSegments(_continuation);
        _hasText = false;
    }

    private void WriteSegments(IReadOnlyList<StyledSegment> segments)
    {
        foreach (StyledSegment segment in segments)
        {
            output.Write(segment.Text, segment.Style);
            _column += TextWidth.Of(segment.Text);
        }
    }

    /// <summary>Writes a part of a word that can be wider than a line.</summary>
    private void WriteHardWrapped(StyledSegment segment)
    {
        int width = TextWidth.Of(segment.Text);
        if (_column + width <= Limit)
        {
            output.Write(segment.Text, segment.Style);
            _column += width;
            return;
        }

        for (int i = 0; i < segment.Text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(segment.Text.AsSpan(i));
            int one = TextWidth.OfElement(segment.Text.AsSpan(i, length));
            if (_column + one > Limit)
            {
                Break();
            }

            output.Write(segment.Text.AsSpan(i, length), segment.Style);
            _column += one;
            i += length;
        }
    }
}

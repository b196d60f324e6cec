namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>
/// Renders streamed Markdown for a terminal. Written text is never changed. Ambiguous text (the begin of a line, an open emphasis, a
/// table) is held back until its meaning is known.
/// </summary>
internal sealed class MarkdownText(StyledWriter output, Func<int> columns) : IStreamedText
{
    private const int LongestTaskMark = 4;

    // A line of code is held back to its end to be coloured; a longer one is shown as it comes, without colours.
    private const int LongestColoured = 2000;

    // Deeper quotes would leave no space for their text.
    private const int DeepestQuote = 16;

    private readonly WrappedWriter _wrapped = new(output, columns);
    private readonly List<string> _table = [];
    private readonly List<StyledSegment> _segments = [];
    private string _pending = "";
    private string? _fence;
    private CodeColours? _colours;
    private bool _inLine;
    private bool _inCode;
    private TextStyle _style;
    private char _previous = ' ';
    private bool _blankBefore = true;

    public void Write(string text)
    {
        int start = 0;
        for (int end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', start))
        {
            _pending += text[start..end];
            Continue(isWhole: true);
            _pending = "";
            start = end + 1;
        }

        if (start < text.Length)
        {
            _pending += text[start..];
            Continue(isWhole: false);
        }
    }

    public void Finish()
    {
        if (_pending.Length > 0)
        {
            Continue(isWhole: true);
        }

        if (_inLine || _inCode)
        {
            EndLine();
        }

        FlushTable();
        _fence = null;
        _pending = "";
    }

    /// <summary>Renders the known part of the line.</summary>
    private void Continue(bool isWhole)
    {
        if (_fence is not null)
        {
            CodeLine(_pending, isWhole);
        }
        else if (_inLine)
        {
            Text(_pending, isWhole);
        }
        else
        {
            Begin(_pending, isWhole);
        }
    }

    /// <summary>Determines the type of the line from its begin, if enough of it is known.</summary>
    private void Begin(string line, bool isWhole)
    {
        MarkdownBlock block = MarkdownBlock.Read(line, isWhole);
        if (block.Kind == MarkdownBlockKind.Unknown)
        {
            return;
        }

        if (block.Kind == MarkdownBlockKind.TableRow)
        {
            _table.Add(line.Trim());
            Consume(line.Length);
            return;
        }

        FlushTable();
        List<StyledSegment> first = [];
        List<StyledSegment> next = [];
        int at = 0;
        while (block.Kind == MarkdownBlockKind.Quote && first.Count < DeepestQuote)
        {
            first.Add(new("│ ", TextStyle.Dim));
            next.Add(new("│ ", TextStyle.Dim));
            at += block.Length;
            block = MarkdownBlock.Read(line.AsSpan(at), isWhole);
            if (block.Kind == MarkdownBlockKind.Unknown)
            {
                return;
            }
        }

        block = block.Kind == MarkdownBlockKind.Quote ? new(MarkdownBlockKind.Paragraph) : block;
        Begin(line, isWhole, at, block, first, next);
    }

    private void Begin(string line, bool isWhole, int at, MarkdownBlock block, List<StyledSegment> first, List<StyledSegment> next)
    {
        int afterMarker = at + block.Length;
        TextStyle quoted = at > 0 ? TextStyle.Italic : TextStyle.None;
        switch (block.Kind)
        {
            case MarkdownBlockKind.Blank when at == 0:
                if (!_blankBefore)
                {
                    output.EndLine();
                }

                _blankBefore = true;
                Consume(line.Length);
                return;
            case MarkdownBlockKind.Fence when at == 0:
                _fence = block.Marker;
                _colours = CodeLanguage.Find(line.Trim()) is { } language ? new CodeColours(language, output) : null;
                Consume(line.Length);
                WriteLine(line, TextStyle.Dim);
                return;
            case MarkdownBlockKind.Rule:
                first.Add(new(new string('─', Math.Clamp(columns() - 1 - 2 * first.Count, 3, 40)), TextStyle.Dim));
                afterMarker = line.Length;
                break;
            case MarkdownBlockKind.Fence or MarkdownBlockKind.TableRow:
                // Inside a quote, the text is unchanged.
                first.Add(new(line[at..], TextStyle.Dim));
                afterMarker = line.Length;
                break;
            case MarkdownBlockKind.Heading:
                _style = TextStyle.Heading;
                break;
            case MarkdownBlockKind.ListItem:
                string rest = line[afterMarker..];
                if (!isWhole && rest.Length < LongestTaskMark && IsTaskMark(rest.PadRight(LongestTaskMark, '\0')))
                {
                    return;
                }

                bool isTask = rest.Length >= LongestTaskMark && IsTaskMark(rest);
                afterMarker += isTask ? LongestTaskMark : 0;
                string marker = !isTask ? block.Marker : rest[1] == ' ' ? "☐" : "☑";
                string indent = new(' ', block.Indent);
                first.Add(new(indent, TextStyle.None));
                first.Add(new(marker, TextStyle.Notice));
                first.Add(new(" ", TextStyle.None));
                next.Add(new(indent + new string(' ', TextWidth.Of(marker) + 1), TextStyle.None));
                break;
            case MarkdownBlockKind.Paragraph:
                first.Add(new(new string(' ', block.Indent), TextStyle.None));
                next.Add(new(new string(' ', block.Indent), TextStyle.None));
                afterMarker = at + block.Indent;
                break;
            default:
                break;
        }

        _style |= quoted;
        _wrapped.Begin(first, next);
        _inLine = true;
        _previous = ' ';
        _blankBefore = false;
        Consume(afterMarker);
        Text(line[afterMarker..], isWhole);
    }

    // "[ ] " or "[x] ", or the begin of one. NUL stands for characters that have not arrived.
    private static bool IsTaskMark(string text) =>
        text[0] is '[' or '\0' && text[1] is ' ' or 'x' or 'X' or '\0' && text[2] is ']' or '\0' && text[3] is ' ' or '\0';

    private void Text(string line, bool isWhole)
    {
        int taken = MarkdownInline.Render(line, _previous, isWhole, _style, _segments);
        foreach (StyledSegment segment in _segments)
        {
            _wrapped.Write(segment.Text, segment.Style);
        }

        _segments.Clear();
        _previous = taken > 0 ? line[taken - 1] : _previous;
        Consume(taken);
        if (isWhole)
        {
            EndLine();
        }
    }

    private void CodeLine(string line, bool isWhole)
    {
        bool? closes = _inCode ? false : MarkdownBlock.IsClosingFence(line, _fence!, isWhole);
        if (closes is null)
        {
            return;
        }

        if (closes is true)
        {
            _fence = null;
            Consume(line.Length);
            WriteLine(line, TextStyle.Dim);
            return;
        }

        // Lines of code are not wrapped, so that they can be copied.
        if (_colours is null || _inCode || line.Length > LongestColoured)
        {
            output.Write(line, TextStyle.Code);
        }
        else if (isWhole)
        {
            _colours.Write(line);
        }
        else
        {
            return;
        }

        _inCode = true;
        Consume(line.Length);
        if (isWhole)
        {
            EndLine();
        }
    }

    private void EndLine()
    {
        if (_inCode)
        {
            output.EndLine();
        }
        else
        {
            _wrapped.EndLine();
        }

        _inLine = _inCode = false;
        _style = TextStyle.None;
    }

    private void WriteLine(string line, TextStyle style)
    {
        output.Write(line, style);
        output.EndLine();
        _blankBefore = false;
    }

    private void FlushTable()
    {
        if (_table.Count > 0)
        {
            MarkdownTable.Write(_table, output, columns());
            _table.Clear();
            _blankBefore = false;
        }
    }

    private void Consume(int length) => _pending = _pending[length..];
}

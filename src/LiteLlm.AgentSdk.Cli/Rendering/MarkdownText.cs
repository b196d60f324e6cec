namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>
/// Markdown for a terminal, rendered while it comes. Each line is written once and never touched again: what can't be decided yet (the beginning of a line, an open emphasis, a table) is held back
/// until it can.
/// </summary>
internal sealed class MarkdownText(StyledWriter output, Func<int> columns) : IStreamedText
{
    private const int LongestTaskMark = 4;

    private readonly WrappedWriter _wrapped = new(output, columns);
    private readonly List<string> _table = [];
    private readonly List<StyledSegment> _segments = [];
    private string _pending = "";
    private string? _fence;
    private bool _inLine;
    private bool _inCode;
    private TextStyle _style;
    private char _previous = ' ';
    private bool _blankBefore = true;

    public void Write(string text)
    {
        _pending += text;
        while (Step(isWhole: false))
        {
        }
    }

    public void Finish()
    {
        while (_pending.Length > 0 && Step(isWhole: true))
        {
        }

        if (_inLine || _inCode)
        {
            EndLine();
        }

        FlushTable();
        _fence = null;
    }

    /// <returns>Whether there is more that can be done now.</returns>
    private bool Step(bool isWhole)
    {
        int end = _pending.IndexOf('\n', StringComparison.Ordinal);
        string line = end < 0 ? _pending : _pending[..end];
        bool lineIsWhole = end >= 0 || isWhole;
        bool isDone = _fence is not null ? CodeLine(line, lineIsWhole)
            : _inLine ? Text(line, lineIsWhole)
            : Begin(line, lineIsWhole);
        if (isDone && end >= 0)
        {
            // What is left of the line is its end.
            _pending = _pending[1..];
        }

        return isDone && _pending.Length > 0;
    }

    /// <returns>Whether the line is done.</returns>
    private bool Begin(string line, bool isWhole)
    {
        MarkdownBlock block = MarkdownBlock.Read(line, isWhole);
        if (block.Kind == MarkdownBlockKind.Unknown)
        {
            return false;
        }

        if (block.Kind == MarkdownBlockKind.TableRow)
        {
            _table.Add(line.Trim());
            Consume(line.Length);
            return true;
        }

        FlushTable();
        List<StyledSegment> first = [];
        List<StyledSegment> next = [];
        int at = 0;
        while (block.Kind == MarkdownBlockKind.Quote)
        {
            first.Add(new("│ ", TextStyle.Dim));
            next.Add(new("│ ", TextStyle.Dim));
            at += block.Length;
            block = MarkdownBlock.Read(line.AsSpan(at), isWhole);
            if (block.Kind == MarkdownBlockKind.Unknown)
            {
                return false;
            }
        }

        return Begin(line, isWhole, at, block, first, next);
    }

    private bool Begin(string line, bool isWhole, int at, MarkdownBlock block, List<StyledSegment> first, List<StyledSegment> next)
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
                return true;
            case MarkdownBlockKind.Fence when at == 0:
                _fence = block.Marker;
                Consume(line.Length);
                WriteLine(line, TextStyle.Dim);
                return true;
            case MarkdownBlockKind.Rule:
                first.Add(new(new string('─', Math.Clamp(columns() - 1 - 2 * first.Count, 3, 40)), TextStyle.Dim));
                afterMarker = line.Length;
                break;
            case MarkdownBlockKind.Fence or MarkdownBlockKind.TableRow:
                // Inside a quote: shown as it is.
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
                    return false;
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
        return Text(line[afterMarker..], isWhole);
    }

    // "[ ] " or "[x] ", or what may become one: a NUL stands for what has not come yet.
    private static bool IsTaskMark(string text) =>
        text[0] is '[' or '\0' && text[1] is ' ' or 'x' or 'X' or '\0' && text[2] is ']' or '\0' && text[3] is ' ' or '\0';

    private bool Text(string line, bool isWhole)
    {
        int taken = MarkdownInline.Take(line, _previous, isWhole, _style, _segments);
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

        return isWhole;
    }

    private bool CodeLine(string line, bool isWhole)
    {
        bool? closes = _inCode ? false : MarkdownBlock.IsClosingFence(line, _fence!, isWhole);
        if (closes is null)
        {
            return false;
        }

        if (closes is true)
        {
            _fence = null;
            Consume(line.Length);
            WriteLine(line, TextStyle.Dim);
            return true;
        }

        // Code is not broken between words: its lines can be copied.
        output.Write(line, TextStyle.Code);
        _inCode = true;
        Consume(line.Length);
        if (isWhole)
        {
            EndLine();
        }

        return isWhole;
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

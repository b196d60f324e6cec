namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>
/// Renders the streamed Markdown inside a line: emphasis, code, links. An open mark is held back until it is closed. A mark that is
/// never closed is written as text.
/// </summary>
internal static class MarkdownInline
{
    /// <summary>
    /// The largest distance in characters between a mark and its end. It limits the held text and each search, so that the work is always
    /// linear in the length of the line.
    /// </summary>
    private const int LongestSpan = 1000;

    /// <param name="text">The known part of the line that was not read yet.</param>
    /// <param name="previous">The character before it.</param>
    /// <param name="isWhole">true if the line is complete; otherwise, false.</param>
    /// <param name="style">The style of the text without marks.</param>
    /// <param name="output">The output.</param>
    /// <returns>The number of characters read.</returns>
    public static int Render(string text, char previous, bool isWhole, TextStyle style, List<StyledSegment> output)
    {
        int position = 0;
        int plain = 0;
        while (position < text.Length)
        {
            char c = text[position];
            Search search = new(text, position, isWhole);
            int taken = c switch
            {
                '\\' => Escape(text, position, isWhole),
                '`' => Code(search, position),
                '*' or '_' or '~' => Emphasis(search, position > 0 ? text[position - 1] : previous),
                '[' => Link(search, position),
                '!' => Image(search),
                _ => 1,
            };

            if (taken == 0)
            {
                // Held back.
                Add(output, text[plain..position], style);
                return position;
            }

            if (taken == 1)
            {
                position++;
                continue;
            }

            if (IsMark(text, position, taken))
            {
                Add(output, text[plain..position], style);
                Show(text.Substring(position, taken), style, output);
                plain = position + taken;
            }

            position += taken;
        }

        Add(output, text[plain..], style);
        return position;
    }

    // A run of marks that opens nothing is text.
    private static bool IsMark(string text, int position, int taken) =>
        text[position] == '\\' || text.AsSpan(position, taken).IndexOfAnyExcept(text[position]) >= 0;

    private static void Show(string span, TextStyle style, List<StyledSegment> output)
    {
        int run = Run(span, 0);
        switch (span[0])
        {
            case '\\':
                Add(output, span[1..], style);
                break;
            case '`':
                string code = span[run..^run];
                Add(output, code.Length > 2 && code[0] == ' ' && code[^1] == ' ' ? code[1..^1] : code, style | TextStyle.Code);
                break;
            case '[' or '!':
                ShowLink(span, style, output);
                break;
            default:
                TextStyle emphasis = span[0] == '~' ? TextStyle.Strike
                    : (run >= 2 ? TextStyle.Bold : TextStyle.None) | (run != 2 ? TextStyle.Italic : TextStyle.None);
                Render(span[run..^run], ' ', isWhole: true, style | emphasis, output);
                break;
        }
    }

    /// <summary>Writes a link with its address, because the text of a link can be misleading.</summary>
    private static void ShowLink(string span, TextStyle style, List<StyledSegment> output)
    {
        int start = span[0] == '!' ? 2 : 1;
        int end = CloseOf(span, start - 1, span.Length, '[', ']');
        string label = span[start..end];
        string address = span[(end + 2)..^1].Trim();
        if (label.Length == 0 || label == address)
        {
            Add(output, address, style | TextStyle.Underline);
            return;
        }

        Render(label, ' ', isWhole: true, style | TextStyle.Underline, output);
        Add(output, $" ({address})", style | TextStyle.Dim);
    }

    private static int Escape(string text, int position, bool isWhole) =>
        position + 1 == text.Length ? (isWhole ? 1 : 0)
        : char.IsAsciiLetterOrDigit(text[position + 1]) || !char.IsAscii(text[position + 1]) || text[position + 1] == ' ' ? 1
        : 2;

    private static int Code(in Search search, int position)
    {
        int run = search.Run(position);
        int at = position + run;
        while (at < search.Limit)
        {
            if (search.Text[at] != '`')
            {
                at++;
                continue;
            }

            int closing = search.Run(at);
            if (closing == run && search.IsInside(at + closing))
            {
                return at + closing - position;
            }

            at += closing;
        }

        return search.NotFound(run);
    }

    private static int Emphasis(in Search search, char previous)
    {
        int position = search.Position;
        char mark = search.Text[position];
        int run = search.Run(position);
        int at = position + run;
        if (at >= search.Limit)
        {
            return search.NotFound(run);
        }

        bool canOpen = run <= 3 && (mark != '~' || run == 2) && !char.IsWhiteSpace(search.Text[at])
            && (mark != '_' || !char.IsLetterOrDigit(previous));
        if (!canOpen)
        {
            return run;
        }

        while (at < search.Limit)
        {
            char c = search.Text[at];
            if (c == '\\')
            {
                at += 2;
                continue;
            }

            if (c == '`')
            {
                int code = Code(search, at);
                if (code == 0)
                {
                    return 0;
                }

                at += code;
                continue;
            }

            int closing = c == mark ? search.Run(at) : 0;
            int end = at + closing;
            if (closing > 0 && !char.IsWhiteSpace(search.Text[at - 1]) && (closing == run || (closing == 3 && run < 3)))
            {
                if (!search.IsInside(end))
                {
                    return search.NotFound(run);
                }

                if (mark != '_' || end == search.Text.Length || !char.IsLetterOrDigit(search.Text[end]))
                {
                    return end - position;
                }
            }

            at += Math.Max(1, closing);
        }

        return search.NotFound(run);
    }

    private static int Image(in Search search)
    {
        int position = search.Position;
        if (position + 1 == search.Text.Length)
        {
            return search.NotFound(1);
        }

        if (search.Text[position + 1] != '[')
        {
            return 1;
        }

        int link = Link(search, position + 1);
        return link > 1 ? link + 1 : link;
    }

    private static int Link(in Search search, int position)
    {
        int label = CloseOf(search.Text, position, search.Limit, '[', ']');
        if (label < 0 || label + 1 >= search.Limit)
        {
            return search.NotFound(1);
        }

        if (search.Text[label + 1] != '(')
        {
            return 1;
        }

        int address = CloseOf(search.Text, label + 1, search.Limit, '(', ')');
        return address >= 0 ? address + 1 - position : search.NotFound(1);
    }

    private static int CloseOf(string text, int position, int limit, char open, char close)
    {
        int depth = 0;
        for (int i = position; i < limit; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == open)
            {
                depth++;
            }
            else if (text[i] == close && --depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static int Run(string text, int position) => text.Length - position - text.AsSpan(position).TrimStart(text[position]).Length;

    private static void Add(List<StyledSegment> output, string text, TextStyle style)
    {
        if (text.Length > 0)
        {
            output.Add(new(text, style));
        }
    }

    /// <summary>A bounded search for the end of a mark.</summary>
    private readonly ref struct Search(string text, int position, bool isWhole)
    {
        public string Text => text;

        public int Position => position;

        /// <summary>Gets where the search ends.</summary>
        public int Limit { get; } = Math.Min(text.Length, position + LongestSpan);

        /// <summary>Returns the number of repetitions of a character. A run beyond the bound counts as endless.</summary>
        public int Run(int at)
        {
            int end = at;
            int last = Math.Min(text.Length, Limit + 1);
            while (end < last && text[end] == text[at])
            {
                end++;
            }

            return Math.Max(1, end - at);
        }

        /// <summary>Whether what ends there is known to, and ends within the bound.</summary>
        public bool IsInside(int end) => end < Limit || (isWhole && end == text.Length && end <= Limit);

        /// <summary>How many characters are read when nothing closes the mark: these as text, or none yet while it may still be
        /// closed.</summary>
        public int NotFound(int length) => isWhole || position + LongestSpan < text.Length ? length : 0;
    }
}

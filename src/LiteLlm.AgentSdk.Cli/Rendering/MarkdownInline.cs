namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>
/// The Markdown inside a line, as it comes: emphasis, code, links. What has been opened is held back until it is closed, or until it is clear that it won't be: then it is text.
/// </summary>
internal static class MarkdownInline
{
    /// <summary>An opening mark that has found no close after so many characters is none.</summary>
    private const int LongestSpan = 1000;

    /// <param name="text">What is known of the line and has not been taken yet.</param>
    /// <param name="previous">The character before it.</param>
    /// <param name="isWhole">Whether nothing more follows.</param>
    /// <param name="style">How the text looks by itself.</param>
    /// <param name="output">Where to.</param>
    /// <returns>How many characters were taken.</returns>
    public static int Take(string text, char previous, bool isWhole, TextStyle style, List<StyledSegment> output)
    {
        int position = 0;
        int plain = 0;
        while (position < text.Length)
        {
            char c = text[position];
            int taken = c switch
            {
                '\\' => Escape(text, position, isWhole),
                '`' => Code(text, position, isWhole),
                '*' or '_' or '~' => Emphasis(text, position, position > 0 ? text[position - 1] : previous, isWhole),
                '[' => Link(text, position, isWhole),
                '!' => Image(text, position, isWhole),
                _ => 1,
            };

            if (taken == 0 && text.Length - position <= LongestSpan)
            {
                // Held back.
                Add(output, text[plain..position], style);
                return position;
            }

            if (taken <= 1)
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

    // A run of marks that opens nothing is taken as text, whole.
    private static bool IsMark(string text, int position, int taken) => text[position] == '\\' || text.AsSpan(position, taken).IndexOfAnyExcept(text[position]) >= 0;

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
                Take(span[run..^run], ' ', isWhole: true, style | emphasis, output);
                break;
        }
    }

    /// <summary>The address is always shown: what a link says and where it goes may be two things.</summary>
    private static void ShowLink(string span, TextStyle style, List<StyledSegment> output)
    {
        int start = span[0] == '!' ? 2 : 1;
        int end = CloseOf(span, start - 1, '[', ']');
        string label = span[start..end];
        string address = span[(end + 2)..^1].Trim();
        if (label.Length == 0 || label == address)
        {
            Add(output, address, style | TextStyle.Underline);
            return;
        }

        Take(label, ' ', isWhole: true, style | TextStyle.Underline, output);
        Add(output, $" ({address})", style | TextStyle.Dim);
    }

    private static int Escape(string text, int position, bool isWhole) =>
        position + 1 == text.Length ? (isWhole ? 1 : 0)
        : char.IsAsciiLetterOrDigit(text[position + 1]) || !char.IsAscii(text[position + 1]) || text[position + 1] == ' ' ? 1
        : 2;

    private static int Code(string text, int position, bool isWhole)
    {
        int run = Run(text, position);
        int at = position + run;
        while (at < text.Length)
        {
            if (text[at] != '`')
            {
                at++;
                continue;
            }

            int closing = Run(text, at);
            if (closing == run && (isWhole || at + closing < text.Length))
            {
                return at + closing - position;
            }

            at += closing;
        }

        return isWhole ? run : 0;
    }

    private static int Emphasis(string text, int position, char previous, bool isWhole)
    {
        char mark = text[position];
        int run = Run(text, position);
        int at = position + run;
        if (at == text.Length)
        {
            return isWhole ? run : 0;
        }

        bool canOpen = run <= 3 && (mark != '~' || run == 2) && !char.IsWhiteSpace(text[at]) && (mark != '_' || !char.IsLetterOrDigit(previous));
        if (!canOpen)
        {
            return run;
        }

        while (at < text.Length)
        {
            char c = text[at];
            if (c is '\\' or '`')
            {
                int skipped = c == '`' ? Code(text, at, isWhole) : 2;
                if (skipped == 0)
                {
                    return 0;
                }

                at += skipped;
                continue;
            }

            int closing = c == mark ? Run(text, at) : 0;
            int end = at + closing;
            if (closing > 0 && !char.IsWhiteSpace(text[at - 1]) && (closing == run || (closing == 3 && run < 3)))
            {
                if (end == text.Length && !isWhole)
                {
                    return 0;
                }

                if (mark != '_' || end == text.Length || !char.IsLetterOrDigit(text[end]))
                {
                    return end - position;
                }
            }

            at += Math.Max(1, closing);
        }

        return isWhole ? run : 0;
    }

    private static int Image(string text, int position, bool isWhole)
    {
        if (position + 1 == text.Length)
        {
            return isWhole ? 1 : 0;
        }

        if (text[position + 1] != '[')
        {
            return 1;
        }

        int link = Link(text, position + 1, isWhole);
        return link > 1 ? link + 1 : link;
    }

    private static int Link(string text, int position, bool isWhole)
    {
        int label = CloseOf(text, position, '[', ']');
        if (label < 0 || label + 1 == text.Length)
        {
            return isWhole ? 1 : 0;
        }

        if (text[label + 1] != '(')
        {
            return 1;
        }

        int address = CloseOf(text, label + 1, '(', ')');
        return address >= 0 ? address + 1 - position : isWhole ? 1 : 0;
    }

    private static int CloseOf(string text, int position, char open, char close)
    {
        int depth = 0;
        for (int i = position; i < text.Length; i++)
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
}

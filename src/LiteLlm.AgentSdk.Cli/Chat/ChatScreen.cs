using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>
/// What the chat shows, from one place and one thread: lines that stay, and below them one that says what is going on and is written over.
/// </summary>
internal sealed class ChatScreen(TextWriter output, bool hasColours, Func<int> columns)
{
    private string _status = "";

    public StyledWriter Writer { get; } = new(output, hasColours);

    public bool HasColours => hasColours;

    /// <summary>Gets the tools that have run, so that their whole output can be shown.</summary>
    public List<ToolPart> Tools { get; } = [];

    /// <summary>Gets the width of the terminal, now.</summary>
    public int Columns => columns();

    /// <summary>Text that grows: Markdown where it can be shown, and as it is where it can't.</summary>
    public IStreamedText Markdown() => hasColours ? new MarkdownText(Writer, columns) : new PlainText(Writer, columns);

    public IStreamedText Reasoning() => new PlainText(Writer, columns, TextStyle.Dim | TextStyle.Italic);

    /// <summary>A line that stays. Its text need not be safe.</summary>
    public void Line(string text, TextStyle style = TextStyle.None)
    {
        Settle();
        PlainText line = new(Writer, columns, style);
        line.Write(SafeText.Clean(text));
        line.Finish();
        Writer.Flush();
    }

    /// <summary>A line that stays, cut to the terminal's width. Its text has to be safe.</summary>
    public void Line(params ReadOnlySpan<StyledSegment> segments)
    {
        Settle();
        foreach (StyledSegment segment in segments)
        {
            Writer.Write(segment.Text, segment.Style);
        }

        Writer.EndLine();
        Writer.Flush();
    }

    public void EmptyLine()
    {
        Settle();
        Writer.EndLine();
        Writer.Flush();
    }

    /// <summary>Says what is going on, in the line that the cursor is at the beginning of.</summary>
    public void Status(string text)
    {
        string cut = TextWidth.Cut(SafeText.Line(text), Columns - 1);
        if (cut != _status)
        {
            output.Write("\r\e[K");
            Writer.Write(cut, TextStyle.Dim);
            Writer.Flush();
            _status = cut;
        }
    }

    /// <summary>Takes away what <see cref="Status"/> said, before anything else is written.</summary>
    public void Settle()
    {
        if (_status.Length > 0)
        {
            output.Write("\r\e[K");
            _status = "";
        }
    }

    /// <summary>Writes what moves the cursor: for the prompt alone.</summary>
    public void Control(string sequence) => output.Write(sequence);

    public void Flush() => Writer.Flush();
}

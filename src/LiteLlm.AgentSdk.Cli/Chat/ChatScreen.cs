using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>
/// The output of the chat, written by one thread: permanent lines, and below them a status line that is overwritten.
/// </summary>
internal sealed class ChatScreen(TextWriter output, bool hasColours, Func<int> columns)
{
    private string _status = "";

    public StyledWriter Writer { get; } = new(output, hasColours);

    public bool HasColours => hasColours;

    /// <summary>Gets the tools that have run, so that their full output can be shown.</summary>
    public List<ToolPart> Tools { get; } = [];

    /// <summary>Gets the current width of the terminal.</summary>
    public int Columns => columns();

    /// <summary>Creates a writer for streamed text: as Markdown if the terminal can show it, else unchanged.</summary>
    public IStreamedText Markdown() => hasColours ? new MarkdownText(Writer, columns) : new PlainText(Writer, columns);

    public IStreamedText Reasoning() => new PlainText(Writer, columns, TextStyle.Dim | TextStyle.Italic);

    /// <summary>Writes a permanent line of untrusted text.</summary>
    public void Line(string text, TextStyle style = TextStyle.None)
    {
        ClearStatus();
        PlainText line = new(Writer, columns, style);
        line.Write(SafeText.Clean(text));
        line.Finish();
        Writer.Flush();
    }

    /// <summary>Writes a permanent line of trusted text, shortened to the terminal's width.</summary>
    public void Line(params ReadOnlySpan<StyledSegment> segments)
    {
        ClearStatus();
        foreach (StyledSegment segment in segments)
        {
            Writer.Write(segment.Text, segment.Style);
        }

        Writer.EndLine();
        Writer.Flush();
    }

    public void EmptyLine()
    {
        ClearStatus();
        Writer.EndLine();
        Writer.Flush();
    }

    /// <summary>Shows a status in the current line. The cursor must be at the beginning of the line.</summary>
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

    /// <summary>Removes the text of <see cref="Status"/>, before other output.</summary>
    public void ClearStatus()
    {
        if (_status.Length > 0)
        {
            output.Write("\r\e[K");
            _status = "";
        }
    }

    /// <summary>Writes text with control sequences. For the prompt only.</summary>
    public void Control(string sequence) => output.Write(sequence);

    public void Flush() => Writer.Flush();
}

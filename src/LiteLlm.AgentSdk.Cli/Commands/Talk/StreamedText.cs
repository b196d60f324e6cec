using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>A reply's text on stdout as it grows, each part on lines of its own.</summary>
internal sealed class StreamedText(Printer printer)
{
    private string? _part;

    /// <summary>Gets a value indicating whether nothing stands in the line yet.</summary>
    public bool IsAtLineStart { get; private set; } = true;

    public void Write(TurnTextDelta text)
    {
        if (text.Delta.Length == 0)
        {
            return;
        }

        // What an agent says between its tools comes in parts of their own, with no line break at their ends.
        printer.WriteText((_part is null || _part == text.PartId || IsAtLineStart ? "" : "\n") + text.Delta);
        printer.Flush();
        IsAtLineStart = text.Delta.EndsWith('\n');
        _part = text.PartId;
    }

    /// <summary>Ends a line that has been begun.</summary>
    public void EndLine()
    {
        if (!IsAtLineStart)
        {
            printer.WriteLine();
            printer.Flush();
            IsAtLineStart = true;
        }
    }
}

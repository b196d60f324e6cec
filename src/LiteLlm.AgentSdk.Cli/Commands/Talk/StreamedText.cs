using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>Streams a reply's text to stdout. Each part starts on a new line.</summary>
internal sealed class StreamedText(Printer printer)
{
    private string? _part;

    /// <summary>Gets a value indicating whether the current line is empty.</summary>
    public bool IsAtLineStart { get; private set; } = true;

    public void Write(TurnTextDelta text)
    {
        if (text.Delta.Length == 0)
        {
            return;
        }

        // Texts between tool calls are separate parts without a line break at the end.
        printer.WriteText((_part is null || _part == text.PartId || IsAtLineStart ? "" : "\n") + text.Delta);
        printer.Flush();
        IsAtLineStart = text.Delta.EndsWith('\n');
        _part = text.PartId;
    }

    /// <summary>Ends the current line, if it is not empty.</summary>
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

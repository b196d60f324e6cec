using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>Writes the text parts of a reply as plain text, each on separate lines.</summary>
internal sealed class PipedText(TextWriter output, Printer printer)
{
    private readonly SafeTextStream _safe = new();
    private readonly LossWords _loss = new();
    private string _part = "";
    private bool _isInLine;
    private bool _hasText;

    public void Show(TurnUpdate update)
    {
        if (_loss.Describe(update) is { } notice)
        {
            printer.Info(notice);
        }

        switch (update)
        {
            case TurnTextDelta text:
                string part = $"{text.MessageId}/{text.PartId}";
                if (part != _part)
                {
                    EndLine();
                    _part = part;
                }

                Write(text.Delta);
                break;
            case TurnPartReplaced { Part: TextPart replaced } change when replaced.Text.StartsWith(change.PreviousText,
                StringComparison.Ordinal):
                Write(replaced.Text[change.PreviousText.Length..]);
                break;
            case TurnPartReplaced { Part: TextPart replaced }:
                EndLine();
                printer.WriteError("the platform has replaced the last text; the following text takes its place.");
                Write(replaced.Text);
                break;
            case TurnRetold { Part: TextPart } retold:
                EndLine();
                printer.Info("The beginning of that text is missing; the full text follows.");
                Write(retold.Whole);
                break;
            case TurnEarlier:
                EndLine();
                printer.Info("The following text was written before that.");
                break;
            case TurnCompleted completed:
                if (!_hasText)
                {
                    Write(completed.Reply.Text);
                }

                EndLine();
                break;
            default:
                break;
        }
    }

    /// <summary>Ends the current line, if it is not empty.</summary>
    public void EndLine()
    {
        string rest = _safe.Finish();
        output.Write(rest);
        if (_isInLine || rest.Length > 0)
        {
            output.Write('\n');
        }

        _isInLine = false;
    }

    private void Write(string text)
    {
        string safe = _safe.Push(text);
        output.Write(safe);
        _isInLine = safe.Length > 0 ? !safe.EndsWith('\n') : _isInLine;
        _hasText |= text.Length > 0;
    }
}

using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>Shows a running turn: text, reasoning, tools, and changes of the connection.</summary>
internal sealed class TurnView(ChatScreen screen)
{
    private readonly Dictionary<string, ToolPart> _tools = new(StringComparer.Ordinal);
    private readonly LossWords _loss = new();
    private IStreamedText? _open;
    private SafeTextStream _safe = new();
    private string _openPart = "";
    private bool _openIsReasoning;
    private bool _hasShown;
    private bool _hasText;

    /// <summary>Gets the agent's current activity for the status line; null if the current line has text.</summary>
    public string? Activity { get; private set; } = "thinking";

    /// <summary>Gets a value indicating whether the SDK looks for the turn, so that it is unknown whether it runs.</summary>
    public bool IsLooking => _loss.IsLooking;

    public void Show(TurnUpdate update)
    {
        if (_loss.Describe(update) is { } notice)
        {
            Notice(notice);
        }

        switch (update)
        {
            case TurnTextDelta text:
                Append(text.Delta, $"{text.MessageId}/{text.PartId}", isReasoning: false);
                break;
            case TurnReasoningDelta reasoning:
                Append(reasoning.Delta, $"{reasoning.MessageId}/{reasoning.PartId}", isReasoning: true);
                break;
            case TurnToolStarted started:
                Close();
                _tools[Id(started.Tool)] = started.Tool;
                break;
            case TurnToolFinished finished:
                ShowFinished(finished.Tool);
                break;
            case TurnPartReplaced replaced:
                Replace(replaced);
                break;
            case TurnRetold retold:
                Notice("The beginning of that text is missing; the full text is:");
                Append(retold.Whole, retold.Key, retold.Part is ReasoningPart);
                break;
            case TurnEarlier:
                Notice("Earlier in this turn:");
                break;
            default:
                break;
        }

        Activity = _open is not null ? null : IsLooking ? "looking for the turn"
            : _tools.Count > 0 ? ToolSummary.DescribeCall(_tools.Values.Last()) : "thinking";
        screen.Flush();
    }

    /// <summary>Shows the end of the turn: the text that was not shown yet, and the result.</summary>
    public void Complete(Reply reply)
    {
        if (!_hasShown)
        {
            foreach (MessagePart part in reply.Parts)
            {
                ShowWhole(part);
            }
        }

        if (!_hasText && !reply.Parts.OfType<TextPart>().Any() && reply.Text.Length > 0)
        {
            Append(reply.Text, "", isReasoning: false);
        }

        Close();
        if (!_hasShown && !_hasText && reply.Error is null)
        {
            screen.Line("The agent's reply is empty.", TextStyle.Notice);
        }

        End(reply.Error);
    }

    /// <summary>A message of a turn that is over.</summary>
    public void ShowWhole(IReadOnlyList<MessagePart> parts, TurnError? error)
    {
        foreach (MessagePart part in parts)
        {
            ShowWhole(part);
        }

        End(error);
    }

    /// <summary>Ends the current text, so that other output can follow.</summary>
    public void Close()
    {
        if (_open is not null)
        {
            _open.Write(_safe.Finish());
            _open.Finish();
            _open = null;
        }
    }

    private void End(TurnError? error)
    {
        Close();
        if (error is { IsAbort: true })
        {
            screen.Line("The turn was aborted.", TextStyle.Notice);
        }
        else if (error is not null)
        {
            screen.Line($"The turn failed: {error.Message ?? error.Name}", TextStyle.Bad);
        }
    }

    private void ShowWhole(MessagePart part)
    {
        switch (part)
        {
            case TextPart text:
                Append(text.Text, Guid.NewGuid().ToString(), isReasoning: false);
                break;
            case ReasoningPart reasoning:
                Append(reasoning.Text, Guid.NewGuid().ToString(), isReasoning: true);
                break;
            case ToolPart tool:
                ShowFinished(tool);
                break;
            default:
                break;
        }
    }

    private void Append(string delta, string part, bool isReasoning)
    {
        if (delta.Length == 0)
        {
            return;
        }

        if (_open is null || part != _openPart || isReasoning != _openIsReasoning)
        {
            Close();
            screen.ClearStatus();
            _open = isReasoning ? screen.Reasoning() : screen.Markdown();
            _safe = new SafeTextStream();
            _openPart = part;
            _openIsReasoning = isReasoning;
        }

        _open.Write(_safe.Push(delta));
        _hasShown = true;
        _hasText |= !isReasoning;
    }

    private void ShowFinished(ToolPart tool)
    {
        Close();
        _tools.Remove(Id(tool));
        _hasShown = true;
        screen.Tools.Add(tool);
        screen.Line(ToolSummary.DescribeResult(tool, screen.Columns));
    }

    /// <summary>
    /// Shows a replaced text. Written text can't be removed, so the new text follows it; if it only adds text, only the addition.
    /// </summary>
    private void Replace(TurnPartReplaced replaced)
    {
        (string? text, bool isReasoning) = replaced.Part switch
        {
            TextPart part => (part.Text, false),
            ReasoningPart part => (part.Text, true),
            _ => (null, false),
        };
        string id = $"{replaced.Part.MessageId}/{replaced.Part.Id}";
        if (text is null)
        {
            return;
        }

        if (_open is not null && id == _openPart && text.StartsWith(replaced.PreviousText, StringComparison.Ordinal))
        {
            Append(text[replaced.PreviousText.Length..], id, isReasoning);
            return;
        }

        Notice(text.Length == 0 ? "The platform has removed that text." : "The platform has replaced that text; it is now:");
        Append(text, id, isReasoning);
    }

    private void Notice(string text)
    {
        Close();
        screen.Line(text, TextStyle.Notice);
    }

    private static string Id(ToolPart tool) => tool.Id ?? tool.CallId ?? tool.Tool;
}

using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Chat.Editing;
using LiteLlm.AgentSdk.Cli.Rendering;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>Reads the next message.</summary>
internal sealed class ChatPrompt(ChatScreen screen, KeyFeed keys, ChatCommands commands, Func<WindowSize> size, MessageHistory history,
    Action suspend, Action<Action> runSuspended)
{
    private readonly LineEditor _editor = new();
    private readonly LineView _view = new(screen, size);
    private bool _isWarned;
    private bool _isBegun;

    /// <summary>Sets the text of the prompt.</summary>
    public void Begin(string draft) => _editor.Replace(draft);

    /// <returns>The typed text and its end: submitted, interrupted twice, or the end of the input.</returns>
    public async Task<(EditorOutcome How, string Text)> ReadAsync(CancellationToken cancellationToken)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            _editor.AddHistory(history.Read());
        }

        while (true)
        {
            _view.Draw(_editor.Text, _editor.Cursor);
            Key? key = await keys.ReadAsync(cancellationToken).ConfigureAwait(false);
            EditorOutcome outcome = key is null ? EditorOutcome.EndOfInput : _editor.Press(key.Value);
            _isWarned &= outcome == EditorOutcome.Interrupted || key?.Kind == KeyKind.Redraw;
            switch (outcome)
            {
                case EditorOutcome.Submitted when string.IsNullOrWhiteSpace(_editor.Text):
                    break;
                case EditorOutcome.Submitted:
                    _view.Draw(_editor.Text, _editor.Cursor);
                    _view.MoveBelow();
                    string text = _editor.Submit();
                    history.Add(text);
                    return (outcome, text);
                case EditorOutcome.Suspend:
                    _view.MoveBelow();
                    suspend();
                    break;
                case EditorOutcome.ShowTool:
                    _view.Erase();
                    commands.ShowTool(number: null);
                    break;
                case EditorOutcome.OpenEditor:
                    OpenEditor();
                    break;
                case EditorOutcome.EndOfInput:
                    _view.MoveBelow();
                    return (outcome, "");
                case EditorOutcome.Interrupted when _isWarned:
                    _view.MoveBelow();
                    return (outcome, "");
                case EditorOutcome.Interrupted:
                    Interrupt();
                    break;
                case EditorOutcome.Complete:
                    await CompleteAsync(cancellationToken).ConfigureAwait(false);
                    break;
                case EditorOutcome.ClearScreen:
                    _view.Clear();
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Handles Ctrl-C: it clears the line; on an empty line, a second one leaves.</summary>
    private void Interrupt()
    {
        if (_editor.Text.Length > 0)
        {
            _view.MoveBelow();
            _editor.Clear();
            return;
        }

        _isWarned = true;
        ShowHint("Press Ctrl-C again or Ctrl-D to leave.");
    }

    private void OpenEditor()
    {
        _view.Erase();
        try
        {
            _editor.Replace(ExternalEditor.Edit(_editor.Text, runSuspended));
        }
        catch (CliException e)
        {
            screen.Line(e.Message, TextStyle.Bad);
        }
    }

    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        string typed = _editor.Text[.._editor.Cursor];
        IReadOnlyList<string> candidates = await commands.CompleteAsync(typed, cancellationToken).ConfigureAwait(false);
        if (!_editor.Complete(typed, candidates) && candidates.Count > 1)
        {
            ShowHint(string.Join("  ", candidates));
        }
    }

    private void ShowHint(string text)
    {
        _view.Erase();
        screen.Line(text, TextStyle.Dim);
    }
}

namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>Edits a message, with a history of earlier messages.</summary>
internal sealed class LineEditor
{
    private readonly List<string> _history = [];
    private readonly LineBuffer _buffer = new();
    private int _shown;
    private string _draft = "";

    // The search text, from the first Ctrl-R until another key.
    private string? _sought;

    public string Text => _buffer.Text;

    public int Cursor => _buffer.Cursor;

    public IReadOnlyList<string> History => _history;

    /// <summary>Adds the messages of earlier runs to the history.</summary>
    public void AddHistory(IReadOnlyList<string> messages)
    {
        _history.InsertRange(0, messages);
        _shown = _history.Count;
    }

    public EditorOutcome Press(Key key)
    {
        if (key.Kind == KeyKind.Search)
        {
            Search();
            return EditorOutcome.Edited;
        }

        _sought = key.Kind == KeyKind.Redraw ? _sought : null;
        switch (key.Kind)
        {
            case KeyKind.Text or KeyKind.Paste:
                _buffer.Insert(key.Text);
                break;
            case KeyKind.NewLine:
                _buffer.Insert("\n");
                break;
            case KeyKind.Enter:
                return EditorOutcome.Submitted;
            case KeyKind.Interrupt:
                return EditorOutcome.Interrupted;
            case KeyKind.EndOfInput when Text.Length == 0:
                return EditorOutcome.EndOfInput;
            case KeyKind.Delete or KeyKind.EndOfInput:
                _buffer.Delete();
                break;
            case KeyKind.Tab:
                return EditorOutcome.Complete;
            case KeyKind.ClearScreen:
                return EditorOutcome.ClearScreen;
            case KeyKind.Suspend:
                return EditorOutcome.Suspend;
            case KeyKind.ShowTool:
                return EditorOutcome.ShowTool;
            case KeyKind.OpenEditor:
                return EditorOutcome.OpenEditor;
            case KeyKind.Up when !_buffer.MoveUp():
                Show(_shown - 1);
                break;
            case KeyKind.Down when !_buffer.MoveDown():
                Show(_shown + 1);
                break;
            default:
                Edit(key.Kind);
                break;
        }

        return EditorOutcome.Edited;
    }

    /// <summary>Replaces the current message, and moves the cursor to its end.</summary>
    public void Replace(string text) => _buffer.Set(text);

    /// <summary>Returns and clears the message, and adds it to the history.</summary>
    public string Submit()
    {
        string text = Text;
        if (!string.IsNullOrWhiteSpace(text) && (_history.Count == 0 || _history[^1] != text))
        {
            _history.Add(text);
        }

        Clear();
        return text;
    }

    public void Clear()
    {
        _buffer.Set("");
        _shown = _history.Count;
        _draft = "";
    }

    /// <summary>Completes the text before the cursor with the common prefix of the candidates.</summary>
    /// <param name="typed">The text before the cursor that is completed.</param>
    /// <param name="candidates">The possible completions.</param>
    /// <returns>true if the line has changed; otherwise, false.</returns>
    public bool Complete(string typed, IReadOnlyList<string> candidates)
    {
        if (candidates.Count == 0 || typed.Length > Cursor)
        {
            return false;
        }

        string common = candidates[0];
        foreach (string candidate in candidates)
        {
            int same = 0;
            while (same < Math.Min(common.Length, candidate.Length)
                && char.ToLowerInvariant(common[same]) == char.ToLowerInvariant(candidate[same]))
            {
                same++;
            }

            common = common[..same];
        }

        string completed = candidates.Count == 1 ? common + " " : common;
        if (completed.Length <= typed.Length)
        {
            return false;
        }

        for (int i = typed.Length; i > 0; i--)
        {
            _buffer.Backspace();
        }

        _buffer.Insert(completed);
        return true;
    }

    /// <summary>Shows the next older message that contains the search text.</summary>
    private void Search()
    {
        _sought ??= Text;
        for (int i = _shown - 1; i >= 0; i--)
        {
            if (_history[i].Contains(_sought, StringComparison.OrdinalIgnoreCase) && _history[i] != Text)
            {
                Show(i);
                return;
            }
        }
    }

    private void Show(int index)
    {
        if (index < 0 || index > _history.Count)
        {
            return;
        }

        _draft = _shown == _history.Count ? Text : _draft;
        _shown = index;
        _buffer.Set(index == _history.Count ? _draft : _history[index]);
    }

    private void Edit(KeyKind kind)
    {
        Action? edit = kind switch
        {
            KeyKind.Backspace => _buffer.Backspace,
            KeyKind.Left => _buffer.MoveLeft,
            KeyKind.Right => _buffer.MoveRight,
            KeyKind.WordLeft => _buffer.MoveWordLeft,
            KeyKind.WordRight => _buffer.MoveWordRight,
            KeyKind.Home => _buffer.MoveToLineStart,
            KeyKind.End => _buffer.MoveToLineEnd,
            KeyKind.KillToEnd => _buffer.KillToEnd,
            KeyKind.KillToStart => _buffer.KillToStart,
            KeyKind.KillWord => _buffer.KillWord,
            KeyKind.KillNextWord => _buffer.KillNextWord,
            KeyKind.Yank => _buffer.Yank,
            _ => null,
        };
        edit?.Invoke();
    }
}

namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>The function of a key in the line editor.</summary>
internal enum KeyKind
{
    /// <summary>A key without a function.</summary>
    Unknown,
    Text,

    /// <summary>A pasted block.</summary>
    Paste,
    Enter,

    /// <summary>A line break inside of the message.</summary>
    NewLine,
    Tab,
    Backspace,
    Delete,
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    KillToEnd,
    KillToStart,
    KillWord,
    KillNextWord,
    Yank,
    ClearScreen,

    /// <summary>Ctrl-R: an earlier message with the typed text in it.</summary>
    Search,

    /// <summary>Ctrl-Z.</summary>
    Suspend,

    /// <summary>Ctrl-O: the full output of the last tool.</summary>
    ShowTool,

    /// <summary>Ctrl-G: the message in the user's own editor.</summary>
    OpenEditor,

    /// <summary>The Escape key by itself.</summary>
    Escape,

    /// <summary>Ctrl-C.</summary>
    Interrupt,

    /// <summary>Ctrl-D.</summary>
    EndOfInput,

    /// <summary>No key: the window has a new size, or must be redrawn.</summary>
    Redraw,
}

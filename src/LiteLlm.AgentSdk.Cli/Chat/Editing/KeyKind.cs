namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>What a key does to a line.</summary>
internal enum KeyKind
{
    /// <summary>Something that means nothing here.</summary>
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
    Home,
    End,
    KillToEnd,
    KillToStart,
    KillWord,
    KillNextWord,
    Yank,
    ClearScreen,

    /// <summary>Ctrl-C.</summary>
    Interrupt,

    /// <summary>Ctrl-D.</summary>
    EndOfInput,

    /// <summary>No key: the window has another size, or has to be drawn anew.</summary>
    Redraw,
}

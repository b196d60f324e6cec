namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>The escape sequences of keys in common terminals.</summary>
internal static class KeySequences
{
    /// <summary>A sequence that begins with <c>ESC [</c>.</summary>
    public static KeyKind Read(string parameters, byte final)
    {
        bool isModified = parameters.Contains(";3", StringComparison.Ordinal) || parameters.Contains(";5", StringComparison.Ordinal);
        return final switch
        {
            (byte)'~' => parameters switch
            {
                "200" => KeyKind.Paste,
                "1" or "7" => KeyKind.Home,
                "4" or "8" => KeyKind.End,
                "3" => KeyKind.Delete,
                "5" => KeyKind.PageUp,
                "6" => KeyKind.PageDown,
                "3;5" or "3;3" => KeyKind.KillNextWord,
                "27;2;13" or "27;5;13" => KeyKind.NewLine,
                _ => KeyKind.Unknown,
            },
            (byte)'u' => parameters is "13;2" or "13;5" ? KeyKind.NewLine : KeyKind.Unknown,
            _ => Cursor(final, isModified),
        };
    }

    public static KeyKind Cursor(byte final, bool isModified) => final switch
    {
        (byte)'A' => KeyKind.Up,
        (byte)'B' => KeyKind.Down,
        (byte)'C' => isModified ? KeyKind.WordRight : KeyKind.Right,
        (byte)'D' => isModified ? KeyKind.WordLeft : KeyKind.Left,
        (byte)'H' => KeyKind.Home,
        (byte)'F' => KeyKind.End,
        (byte)'M' => KeyKind.Enter,
        _ => KeyKind.Unknown,
    };

    public static KeyKind Alt(byte key) => key switch
    {
        (byte)'b' => KeyKind.WordLeft,
        (byte)'f' => KeyKind.WordRight,
        (byte)'d' => KeyKind.KillNextWord,
        0x7F or 0x08 => KeyKind.KillWord,
        (byte)'\r' or (byte)'\n' => KeyKind.NewLine,
        _ => KeyKind.Unknown,
    };
}

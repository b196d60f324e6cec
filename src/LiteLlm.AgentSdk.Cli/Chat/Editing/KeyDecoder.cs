using System.Buffers;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>Decodes the bytes of a terminal to keys. Sequences can be split at any byte.</summary>
internal sealed class KeyDecoder
{
    private const byte Escape = 0x1B;

    private readonly List<byte> _pending = [];
    private readonly List<byte> _paste = [];
    private bool _inPaste;

    private static ReadOnlySpan<byte> PasteEnd => "\e[201~"u8;

    public IReadOnlyList<Key> Decode(ReadOnlySpan<byte> bytes)
    {
        _pending.AddRange(bytes);
        byte[] known = [.. _pending];
        List<Key> keys = [];
        int at = 0;
        while (at < known.Length)
        {
            int taken = _inPaste ? ReadPaste(known.AsSpan(at), keys) : ReadKeys(known.AsSpan(at), keys);
            if (taken == 0)
            {
                break;
            }

            at += taken;
        }

        _pending.RemoveRange(0, at);
        return keys;
    }

    /// <summary>
    /// Gets a value indicating whether the last byte is an Escape, which is either the key or the begin of an incomplete sequence.
    /// </summary>
    public bool HasLoneEscape => !_inPaste && _pending is [Escape];

    /// <summary>Interprets that Escape as the key.</summary>
    public Key ReadEscape()
    {
        _pending.Clear();
        return new Key(KeyKind.Escape);
    }

    /// <returns>The number of bytes read; 0 if more are needed.</returns>
    private int ReadKeys(ReadOnlySpan<byte> bytes, List<Key> keys)
    {
        if (bytes[0] == Escape)
        {
            return ReadSequence(bytes, keys);
        }

        if (bytes[0] is < 0x20 or 0x7F)
        {
            keys.Add(new(Control(bytes[0])));
            return 1;
        }

        StringBuilder text = new();
        int at = 0;
        while (at < bytes.Length && bytes[at] is >= 0x20 and not 0x7F)
        {
            OperationStatus status = Rune.DecodeFromUtf8(bytes[at..], out Rune rune, out int length);
            if (status == OperationStatus.NeedMoreData)
            {
                break;
            }

            // Invalid UTF-8 and C1 control characters are ignored: no key sends them.
            text.Append(status == OperationStatus.Done && !Rune.IsControl(rune) ? rune.ToString() : "");
            at += length;
        }

        if (text.Length > 0)
        {
            keys.Add(new(KeyKind.Text, text.ToString()));
        }

        return at;
    }

    private int ReadSequence(ReadOnlySpan<byte> bytes, List<Key> keys)
    {
        if (bytes.Length < 2)
        {
            return 0;
        }

        if (bytes[1] == 'O')
        {
            if (bytes.Length > 2)
            {
                keys.Add(new(KeySequences.Cursor(bytes[2], isModified: false)));
            }

            return bytes.Length > 2 ? 3 : 0;
        }

        if (bytes[1] == '[')
        {
            int final = bytes[2..].IndexOfAnyInRange((byte)0x40, (byte)0x7E);
            if (final < 0)
            {
                return 0;
            }

            string parameters = Encoding.Latin1.GetString(bytes.Slice(2, final));
            KeyKind kind = KeySequences.Read(parameters, bytes[2 + final]);
            _inPaste = kind == KeyKind.Paste;
            if (!_inPaste)
            {
                keys.Add(new(kind));
            }

            return final + 3;
        }

        if (bytes[1] == Escape)
        {
            keys.Add(new(KeyKind.Escape));
            return 1;
        }

        // Alt with a key.
        keys.Add(new(KeySequences.Alt(bytes[1])));
        return 2;
    }

    private int ReadPaste(ReadOnlySpan<byte> bytes, List<Key> keys)
    {
        int end = bytes.IndexOf(PasteEnd);
        if (end >= 0)
        {
            _paste.AddRange(bytes[..end]);
            keys.Add(new(KeyKind.Paste, PastedText.Normalize(Encoding.UTF8.GetString([.. _paste]))));
            _paste.Clear();
            _inPaste = false;
            return end + PasteEnd.Length;
        }

        // The last bytes can be the begin of the end mark.
        int sure = Math.Max(0, bytes.Length - PasteEnd.Length + 1);
        _paste.AddRange(bytes[..sure]);
        return sure;
    }

    private static KeyKind Control(byte key) => key switch
    {
        0x01 => KeyKind.Home,
        0x02 => KeyKind.Left,
        0x03 => KeyKind.Interrupt,
        0x04 => KeyKind.EndOfInput,
        0x05 => KeyKind.End,
        0x06 => KeyKind.Right,
        0x07 => KeyKind.OpenEditor,
        0x08 or 0x7F => KeyKind.Backspace,
        0x09 => KeyKind.Tab,
        0x0A => KeyKind.NewLine,
        0x0B => KeyKind.KillToEnd,
        0x0C => KeyKind.ClearScreen,
        0x0D => KeyKind.Enter,
        0x0E => KeyKind.Down,
        0x0F => KeyKind.ShowTool,
        0x10 => KeyKind.Up,
        0x12 => KeyKind.Search,
        0x15 => KeyKind.KillToStart,
        0x17 => KeyKind.KillWord,
        0x19 => KeyKind.Yank,
        0x1A => KeyKind.Suspend,
        _ => KeyKind.Unknown,
    };
}

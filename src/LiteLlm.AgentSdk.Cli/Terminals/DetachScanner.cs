namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>
/// Finds Ctrl-D among keystrokes: as the byte that it is, or in the notations that programs can ask terminals for (<c>CSI u</c>). Inside of
/// a pasted block it is text.
/// </summary>
internal sealed class DetachScanner
{
    private const byte CtrlD = 4;

    private static ReadOnlySpan<byte> PasteMark => "\e[20"u8;

    // How much of "ESC [ 2 0 0 ~" or "ESC [ 2 0 1 ~" the last bytes are: terminals may be read in any pieces.
    private int _matched;
    private bool _begins;
    private bool _inPaste;

    /// <returns>The number of bytes before the key; null if there is none.</returns>
    public int? Find(ReadOnlySpan<byte> keys)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            Track(keys[i]);
            if (!_inPaste && (keys[i] == CtrlD || IsNotation(keys[i..])))
            {
                return i;
            }
        }

        return null;
    }

    private static bool IsNotation(ReadOnlySpan<byte> keys) =>
        keys.StartsWith("\e[100;5u"u8) || keys.StartsWith("\e[100;5:1u"u8) || keys.StartsWith("\e[27;5;100~"u8);

    private void Track(byte key)
    {
        int length = PasteMark.Length;
        if (_matched < length && key == PasteMark[_matched])
        {
            _matched++;
        }
        else if (_matched == length && (key is (byte)'0' or (byte)'1'))
        {
            _begins = key == '0';
            _matched++;
        }
        else
        {
            if (_matched == length + 1 && key == '~')
            {
                _inPaste = _begins;
            }

            _matched = key == PasteMark[0] ? 1 : 0;
        }
    }
}

using System.Text;

namespace LiteLlm.AgentSdk.Testing.Terminals;

/// <summary>The screen of a terminal: the end of the written output.</summary>
internal sealed class TerminalScreen
{
    private const int Longest = 64 * 1024;
    private const string HomeAndClear = "\x1b[H\x1b[2J";
    private readonly StringBuilder _text = new();

    public void Add(string text)
    {
        _text.Append(text);
        if (_text.Length > 2 * Longest)
        {
            int cut = _text.Length - Longest;
            _text.Remove(0, char.IsLowSurrogate(_text[cut]) ? cut + 1 : cut);
        }
    }

    public void Clear() => _text.Clear();

    /// <summary>Returns the output for a new client; empty if nothing has been written.</summary>
    public string Render()
    {
        int from = Math.Max(0, _text.Length - Longest);
        from = from > 0 && char.IsLowSurrogate(_text[from]) ? from + 1 : from;
        return _text.Length == 0 ? "" : HomeAndClear + _text.ToString(from, _text.Length - from);
    }
}

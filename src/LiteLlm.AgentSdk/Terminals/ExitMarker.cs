using System.Text;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>
/// Knows the line with which the server says that the program has ended: only as the last that came, wherever the frames cut it. The same
/// words in the middle of what a program prints say nothing.
/// </summary>
internal sealed partial class ExitMarker
{
    private const int Longest = 256;

    private readonly byte[] _tail = new byte[Longest];
    private int _length;

    public bool IsSeen => Marker().IsMatch(Encoding.Latin1.GetString(_tail, 0, _length));

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= Longest)
        {
            bytes[^Longest..].CopyTo(_tail);
            _length = Longest;
            return;
        }

        int kept = Math.Min(_length, Longest - bytes.Length);
        _tail.AsSpan(_length - kept, kept).CopyTo(_tail);
        bytes.CopyTo(_tail.AsSpan(kept));
        _length = kept + bytes.Length;
    }

    // Line ends and colours may follow it.
    [GeneratedRegex(@"\[bridge\] process exited \(code=[^,()]{1,20}, signal=[^,()]{0,20}\)(?:\s|\x1b\[[0-9;?]{0,20}[A-Za-z])*\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();
}

using System.Text;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>
/// Detects the line with which the server reports that the program has ended. The line counts only at the end of the output, even if it is
/// split over several frames. The same words in the middle of a program's output mean nothing.
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

    // Line ends and escape sequences for colors may follow.
    [GeneratedRegex(@"\[bridge\] process exited \(code=[^,()]{1,20}, signal=[^,()]{0,20}\)(?:\s|\x1b\[[0-9;?]{0,20}[A-Za-z])*\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();
}

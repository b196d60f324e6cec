using System.Text;

namespace LiteLlm.AgentSdk.Testing.Terminals;

/// <summary>Cuts text into the frames that the server sends.</summary>
internal static class TerminalFrames
{
    private const int LongestBytes = 27 * 1024;

    // No character takes more than three bytes for each of its UTF-16 units.
    private const int LongestChars = LongestBytes / 3;

    public static IEnumerable<byte[]> Of(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int length = Math.Min(LongestChars, text.Length - start);
            length -= start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]) ? 1 : 0;
            yield return Encoding.UTF8.GetBytes(text, start, length);
            start += length;
        }
    }
}

using System.Text;

namespace LiteLlm.AgentSdk.Testing.Terminals;

/// <summary>Splits text into frames of the largest allowed size, never within a character.</summary>
internal static class TerminalFrames
{
    private const int Longest = 27 * 1024;

    public static IEnumerable<byte[]> Of(string text)
    {
        Encoder encoder = Encoding.UTF8.GetEncoder();
        byte[] frame = new byte[Longest];
        for (int start = 0; start < text.Length;)
        {
            encoder.Convert(text.AsSpan(start), frame, flush: true, out int chars, out int bytes, out _);
            yield return frame[..bytes];
            start += chars;
        }
    }
}

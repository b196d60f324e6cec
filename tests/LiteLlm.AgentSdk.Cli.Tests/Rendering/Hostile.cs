using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Cli.Tests.Rendering;

/// <summary>Hostile text, and the check that output contains no control sequences.</summary>
internal static partial class Hostile
{
    private static readonly string[] s_bits =
    [
        "\u001b", "\u001b[31m", "\u001b]0;title\u0007", "\u001b]52;c;aGk=\u001b\\", "\u001bP", "\u001b_G", "\u001b^", "\u009b2J",
            "\u009d", "\u0090", "\u009c", "\r", "\r\n", "\n", "\b", "\t",
        "\u007f", "\0", "\u202e", "\u2066", "\u2028", "\u2029", "\ufeff", "\U000e0041", "\ud83d", "\udc00", "👩‍💻", "漢", "e\u0301",
        "*", "**", "***", "_", "~~", "`", "```", "\n```", "[a](b)", "[", "](", "!", "\\", "# ", "> ", "- ", "1. ", "| a | b |",
            "\n|-|-|\n", "---", "word ", "x",
    ];

    public static string Text(Random random, int bits)
    {
        StringBuilder text = new();
        for (int i = 0; i < bits; i++)
        {
            text.Append(s_bits[random.Next(s_bits.Length)]);
        }

        return text.ToString();
    }

    public static IEnumerable<string> Pieces(string text, Random random)
    {
        for (int at = 0; at < text.Length;)
        {
            int length = random.Next(1, Math.Min(8, text.Length - at) + 1);
            yield return text.Substring(at, length);
            at += length;
        }
    }

    /// <summary>Returns the control characters and sequences in a text, except the program's own colours.</summary>
    public static IReadOnlyList<string> Obeyed(string output) =>
    [
        .. OurColour().Replace(output, "").EnumerateRunes()
            .Where(rune => (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control && rune.Value is not ('\n' or '\t'))
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x61C)
            .Select(rune => $"U+{rune.Value:X4}"),
    ];

    [GeneratedRegex(@"\x1b\[0(;[1-9][0-9]?)*m")]
    private static partial Regex OurColour();
}

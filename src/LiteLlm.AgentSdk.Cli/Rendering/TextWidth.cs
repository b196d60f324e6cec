using System.Globalization;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>Calculates the number of columns of text in a terminal.</summary>
internal static partial class TextWidth
{
    public static int Of(ReadOnlySpan<char> text)
    {
        int width = 0;
        while (!text.IsEmpty)
        {
            int length = StringInfo.GetNextTextElementLength(text);
            width += OfElement(text[..length]);
            text = text[length..];
        }

        return width;
    }

    /// <summary>Returns the width of one grapheme cluster: combining marks and joined emoji have no width of their own.</summary>
    public static int OfElement(ReadOnlySpan<char> element)
    {
        int width = 0;
        int flags = 0;
        foreach (Rune rune in element.EnumerateRunes())
        {
            flags += rune.Value is >= 0x1F1E6 and <= 0x1F1FF ? 1 : 0;
            width = Math.Max(width, Of(rune));
        }

        return flags > 1 ? 2 : width;
    }

    public static bool IsWide(Rune rune)
    {
        int low = 0;
        int high = WideRanges.Length / 2 - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (rune.Value < WideRanges[2 * middle])
            {
                high = middle - 1;
            }
            else if (rune.Value > WideRanges[2 * middle + 1])
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Shortens text to a width, with an ellipsis.</summary>
    public static string Cut(string text, int columns)
    {
        if (text.Length <= columns / 2 || Of(text) <= columns)
        {
            return text;
        }

        int width = 0;
        int end = 0;
        while (end < text.Length)
        {
            int length = StringInfo.GetNextTextElementLength(text.AsSpan(end));
            width += OfElement(text.AsSpan(end, length));
            if (width > columns - 1)
            {
                break;
            }

            end += length;
        }

        return columns < 1 ? "" : string.Concat(text.AsSpan(0, end), "…");
    }

    private static int Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Control => 0,
        UnicodeCategory.Format => 0,

        // Vowels and final consonants of Korean join the syllable before them.
        _ when rune.Value is >= 0x1160 and <= 0x11FF => 0,
        _ => IsWide(rune) ? 2 : 1,
    };
}

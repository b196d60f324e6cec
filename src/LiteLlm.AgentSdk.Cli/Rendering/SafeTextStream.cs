using System.Globalization;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>
/// <see cref="SafeText"/> for text that arrives in pieces. Each character is checked separately, so an escape sequence can be split
/// anywhere: without its first character it is plain text. Only CR LF and surrogate pairs are joined.
/// </summary>
internal sealed class SafeTextStream
{
    private const char Replacement = '\uFFFD';

    private char? _held;

    public string Push(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_held is { } held)
        {
            text = held + text;
            _held = null;
        }

        StringBuilder output = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isLast = i == text.Length - 1;
            if ((c == '\r' || char.IsHighSurrogate(c)) && isLast)
            {
                _held = c;
            }
            else if (c == '\r' && text[i + 1] == '\n')
            {
                // The line break follows.
            }
            else if (!char.IsSurrogate(c))
            {
                Append(output, new Rune(c));
            }
            else if (char.IsHighSurrogate(c) && char.IsLowSurrogate(text[i + 1]))
            {
                Append(output, new Rune(c, text[++i]));
            }
            else
            {
                output.Append(Replacement);
            }
        }

        return output.ToString();
    }

    /// <summary>Returns the characters that were held back, at the end of the text.</summary>
    public string Finish()
    {
        char? held = _held;
        _held = null;
        return held switch
        {
            null => "",
            '\r' => "\u240D",
            _ => Replacement.ToString(),
        };
    }

    private static void Append(StringBuilder output, Rune rune)
    {
        switch (rune.Value)
        {
            case '\n' or '\t':
                output.Append((char)rune.Value);
                break;
            case < 0x20:
                // Unicode has a visible symbol for each control character.
                output.Append((char)(0x2400 + rune.Value));
                break;
            case 0x7F:
                output.Append('\u2421');
                break;
            default:
                if (IsHarmless(rune))
                {
                    output.Append(rune);
                }
                else
                {
                    output.Append(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>");
                }

                break;
        }
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        // C1: a terminal can interpret these as the begin of a sequence.
        UnicodeCategory.Control => false,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,

        // Bidirectional overrides, invisible operators, tags. Joiners make letters and emoji; the Arabic and Kaithi ones are signs that can
        // be seen.
        UnicodeCategory.Format =>
            rune.Value is 0x200C or 0x200D or (>= 0x600 and <= 0x605) or 0x6DD or 0x70F or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD,
        _ => true,
    };
}

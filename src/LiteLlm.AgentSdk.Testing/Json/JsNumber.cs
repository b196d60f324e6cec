using System.Buffers;
using System.Globalization;
using System.Text;

namespace LiteLlm.AgentSdk.Testing.Json;

/// <summary>Reads and writes numbers as JavaScript does.</summary>
internal static class JsNumber
{
    private static readonly SearchValues<char> s_numeric = SearchValues.Create("0123456789.eE+-");

    /// <summary>Checks for white space of JavaScript, which differs from .NET's.</summary>
    public static bool IsSpace(char c) => c == '\ufeff' || (char.IsWhiteSpace(c) && c != '\u0085');

    public static string Trim(string text)
    {
        int from = 0;
        int to = text.Length;
        while (from < to && IsSpace(text[from]))
        {
            from++;
        }

        while (to > from && IsSpace(text[to - 1]))
        {
            to--;
        }

        return text[from..to];
    }

    /// <summary><c>parseInt(text, 10)</c>: the digits at the start of the text; NaN if there are none.</summary>
    public static double ParseInt(string? text)
    {
        if (text is null)
        {
            return double.NaN;
        }

        int at = 0;
        while (at < text.Length && IsSpace(text[at]))
        {
            at++;
        }

        bool negative = at < text.Length && text[at] == '-';
        at += at < text.Length && text[at] is '-' or '+' ? 1 : 0;
        int end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        double number = end == at ? double.NaN : double.Parse(text.AsSpan(at, end - at), NumberStyles.None, CultureInfo.InvariantCulture);
        return negative ? -number : number;
    }

    /// <summary><c>Number(text)</c>: the whole text as a number; 0 for an empty text; otherwise NaN.</summary>
    public static double Parse(string? text)
    {
        string trimmed = Trim(text ?? "");
        if (trimmed.Length == 0)
        {
            return 0;
        }

        if (trimmed.Length > 2 && trimmed[0] == '0' && Radix(trimmed[1]) is { } radix)
        {
            return ParseDigits(trimmed.AsSpan(2), radix);
        }

        string unsigned = trimmed[0] is '+' or '-' ? trimmed[1..] : trimmed;
        if (unsigned == "Infinity")
        {
            return trimmed[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign;
        bool isNumeric = unsigned.AsSpan().IndexOfAnyExcept(s_numeric) < 0;
        return isNumeric && double.TryParse(trimmed, styles, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
    }

    /// <summary>Writes a number as <c>String(number)</c> does; <c>null</c> for NaN and infinities.</summary>
    public static string Text(double value)
    {
        if (!double.IsFinite(value))
        {
            return "null";
        }

        // "R" has the shortest digits that give the same number.
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int mark = shortest.IndexOf('E');
        if (mark < 0 && Math.Abs(value) is 0 or (>= 1e-4 and < 1e15))
        {
            return shortest == "-0" ? "0" : shortest;
        }

        string mantissa = mark < 0 ? shortest : shortest[..mark];
        int exponent = mark < 0 ? 0 : int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string sign = mantissa[0] == '-' ? "-" : "";
        mantissa = mantissa.TrimStart('-');
        int point = mantissa.IndexOf('.');
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int integers = (point < 0 ? mantissa.Length : point) + exponent;
        int leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits[leading..].TrimEnd('0');
        return sign + Layout(digits, integers - leading);
    }

    /// <param name="digits">The digits, without zeros around them.</param>
    /// <param name="integers">The number of digits before the decimal point.</param>
    private static string Layout(string digits, int integers)
    {
        if (integers is > 0 and <= 21)
        {
            return digits.Length <= integers ? digits.PadRight(integers, '0') : digits[..integers] + "." + digits[integers..];
        }

        if (integers is > -6 and <= 0)
        {
            return "0." + new string('0', -integers) + digits;
        }

        var text = new StringBuilder(digits[..1]);
        if (digits.Length > 1)
        {
            text.Append('.').Append(digits.AsSpan(1));
        }

        int exponent = integers - 1;
        return text.Append(exponent < 0 ? "e-" : "e+").Append(Math.Abs(exponent)).ToString();
    }

    private static int? Radix(char mark) => mark switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => null,
    };

    private static double ParseDigits(ReadOnlySpan<char> digits, int radix)
    {
        double number = 0;
        foreach (char digit in digits)
        {
            int value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (value >= radix)
            {
                return double.NaN;
            }

            number = (number * radix) + value;
        }

        return number;
    }
}

using System.Text.RegularExpressions;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Automations;

/// <summary>
/// One field of a cron expression: the values that match, and for days of the week, which of their occurrences in the month match.
/// </summary>
internal sealed partial class CronField
{
    /// <summary>The flag of the last occurrence in a month; the flags of the first five are 1, 2, 4, 8 and 16.</summary>
    public const int Last = 32;

    /// <summary>The flags of all occurrences.</summary>
    public const int Any = 63;

    private readonly int[] _values;
    private readonly int _lowest;
    private readonly bool _isWeekday;

    /// <param name="text">The text of the field.</param>
    /// <param name="size">The number of possible values.</param>
    /// <param name="lowest">The lowest value.</param>
    /// <param name="isWeekday">Whether the field is the day of the week, which allows <c>#</c> and 7.</param>
    /// <param name="mayBeEmpty">Whether an item may be empty.</param>
    /// <exception cref="FormatException">The text is not a valid field.</exception>
    public CronField(string text, int size, int lowest = 0, bool isWeekday = false, bool mayBeEmpty = false)
    {
        _values = new int[size];
        _lowest = lowest;
        _isWeekday = isWeekday;
        Read(text, mayBeEmpty);
    }

    public int Size => _values.Length;

    /// <summary>Gets the flags of a value, which counts from 0; 0 if the value does not match.</summary>
    public int this[int value] => _values[value];

    private void Read(string text, bool mayBeEmpty)
    {
        if (text.Length == 0 && !mayBeEmpty)
        {
            throw new FormatException("empty");
        }

        if (text == "*")
        {
            Array.Fill(_values, Any);
            return;
        }

        string[] items = text.Split(',');
        if (items.Length > 1)
        {
            foreach (string item in items)
            {
                Read(item, mayBeEmpty);
            }

            return;
        }

        string[] parts = text.Split('#');
        string? nth = parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null;
        bool isRange = text.Contains('-', StringComparison.Ordinal);
        bool isStep = text.Contains('/', StringComparison.Ordinal);
        if (isRange && isStep)
        {
            ReadRangeWithStep(parts[0], nth);
        }
        else if (isRange)
        {
            string[] range = SplitInTwo(parts[0], '-');
            SetRange(Number(range[0]) - _lowest, Number(range[1]) - _lowest, 1, nth);
        }
        else if (isStep)
        {
            ReadStep(SplitInTwo(parts[0], '/'), nth);
        }
        else if (text.Length > 0)
        {
            Set(Number(parts[0]) - _lowest, nth);
        }
    }

    private void ReadRangeWithStep(string text, string? nth)
    {
        Match match = RangeWithStep().Match(text);
        if (!match.Success)
        {
            throw new FormatException("illegal range with stepping");
        }

        SetRange(Number(match.Groups["from"].Value) - _lowest, Number(match.Groups["to"].Value) - _lowest,
            Step(match.Groups["step"].Value), nth);
    }

    private void ReadStep(string[] parts, string? nth)
    {
        // A start that is not a number is not an error: then no value matches.
        double start = parts[0] == "*" ? 0 : JsNumber.ParseInt(parts[0]) - _lowest;
        double step = Step(parts[1]);
        for (double value = start; value < Size; value += step)
        {
            Set(value, nth);
        }
    }

    private void SetRange(double from, double to, double step, string? nth)
    {
        if (from > to)
        {
            throw new FormatException("from value is larger than to value");
        }

        for (double value = from; value <= to; value += step)
        {
            Set(value, nth);
        }
    }

    private void Set(double value, string? nth)
    {
        if (_isWeekday && value == 7)
        {
            value = 0;
        }

        if (value < 0 || value >= Size)
        {
            throw new FormatException("out of range");
        }

        _values[(int)value] |= nth is null ? Any : Occurrence(nth);
    }

    private static int Occurrence(string nth)
    {
        double number = nth == "L" ? 6 : JsNumber.Parse(nth);
        return number is >= 1 and <= 6 && (number < 6 || nth == "L") ? 1 << ((int)number - 1) : throw new FormatException("no occurrence");
    }

    private double Step(string text)
    {
        double step = Number(text);
        return step > 0 && step <= Size ? step : throw new FormatException("illegal stepping");
    }

    private static double Number(string text)
    {
        double number = JsNumber.ParseInt(text);
        return double.IsNaN(number) ? throw new FormatException("not a number") : number;
    }

    private static string[] SplitInTwo(string text, char separator)
    {
        string[] parts = text.Split(separator);
        return parts.Length == 2 ? parts : throw new FormatException("illegal " + separator);
    }

    [GeneratedRegex(@"^(?<from>[0-9]+)-(?<to>[0-9]+)/(?<step>[0-9]+)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RangeWithStep();
}

using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Automations;

/// <summary>
/// A schedule in UTC, with the syntax of the platform's library (croner): five fields, or six with seconds first; names of months and days;
/// <c>L</c> for the last day of the month; <c>5#3</c> and <c>5#L</c> for the third and the last Friday; <c>?</c> for the current value;
/// <c>@yearly</c>, <c>@annually</c>, <c>@monthly</c>, <c>@weekly</c>, <c>@daily</c>, <c>@hourly</c>; or a date. If both the day of the
/// month and the day of the week are restricted, a day that matches one of them is sufficient.
/// </summary>
internal sealed partial class CronExpression
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly string[] DateFormats =
        ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFF",
            "yyyy-MM-dd HH:mm:ss.FFF"];

    private static readonly SearchValues<char> s_ofWeekdays = SearchValues.Create("/*0123456789,-#L");
    private static readonly SearchValues<char> s_ofOthers = SearchValues.Create("/*0123456789,-");
    private readonly DateTimeOffset? _once;

    private CronExpression(DateTimeOffset once) => _once = once;

    private CronExpression(string[] parts)
    {
        IsLastDay = parts[3].Contains('L', StringComparison.Ordinal);
        string day = IsLastDay ? ReplaceFirst(parts[3], "L", "") : parts[3];
        IsAnyDay = day == "*";
        IsAnyWeekday = parts[5] == "*";
        for (int i = 0; i < parts.Length; i++)
        {
            if ((i == 3 ? day : parts[i]).AsSpan().IndexOfAnyExcept(i == 5 ? s_ofWeekdays : s_ofOthers) >= 0)
            {
                throw new FormatException("illegal characters");
            }
        }

        Second = new CronField(parts[0], 60);
        Minute = new CronField(parts[1], 60);
        Hour = new CronField(parts[2], 24);
        Day = new CronField(day, 31, lowest: 1, mayBeEmpty: IsLastDay);
        Month = new CronField(parts[4], 12, lowest: 1);
        Weekday = new CronField(parts[5], 7, isWeekday: true);
    }

    public CronField Second { get; } = null!;

    public CronField Minute { get; } = null!;

    public CronField Hour { get; } = null!;

    public CronField Day { get; } = null!;

    public CronField Month { get; } = null!;

    public CronField Weekday { get; } = null!;

    public bool IsLastDay { get; }

    public bool IsAnyDay { get; }

    public bool IsAnyWeekday { get; }

    /// <param name="text">The schedule.</param>
    /// <param name="now">The current time, for <c>?</c>.</param>
    /// <returns>The schedule; null if the text is not valid.</returns>
    public static CronExpression? Parse(string text, DateTimeOffset now)
    {
        try
        {
            return text.IndexOf(':', StringComparison.Ordinal) > 0 ? AtDate(text) : new CronExpression(Fields(text, now.UtcDateTime));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <returns>The first time after the given one; null if there is none.</returns>
    /// <exception cref="CronSearchException">The search fails on the real platform.</exception>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (_once is { } once)
        {
            return once > after ? once : null;
        }

        return new CronSearch(this, after.UtcDateTime).Next() is { } next ? new DateTimeOffset(next, TimeSpan.Zero) : null;
    }

    private static CronExpression? AtDate(string text) => DateTimeOffset.TryParseExact(
        text.EndsWith('Z') ? text[..^1] : text,
        DateFormats,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal,
        out DateTimeOffset date)
        ? new CronExpression(date.AddTicks(-(date.Ticks % TimeSpan.TicksPerSecond)))
        : null;

    private static string[] Fields(string text, DateTime now)
    {
        string[] parts = Blanks().Replace(ReplaceNickname(text), " ").Split(' ');
        if (parts.Length is not (5 or 6))
        {
            throw new FormatException("five or six fields are required");
        }

        if (parts.Length == 5)
        {
            parts = ["0", .. parts];
        }

        parts[4] = parts[4].Length < 3 ? parts[4] : ReplaceNames(parts[4], Months, 1);
        parts[5] = parts[5].Length < 3
            ? parts[5]
            : ReplaceNames(parts[5].Replace("-sun", "-7", StringComparison.OrdinalIgnoreCase), Weekdays, 0);
        int[] clock = [now.Second, now.Minute, now.Hour, now.Day, now.Month, (int)now.DayOfWeek];
        return [.. parts.Select((part, i) => ReplaceFirst(part, "?", clock[i].ToString(CultureInfo.InvariantCulture)))];
    }

    private static string ReplaceNickname(string text)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
        {
            return text;
        }

        string trimmed = JsNumber.Trim(text);
        return trimmed.ToLowerInvariant() switch
        {
            "@yearly" or "@annually" => "0 0 1 1 *",
            "@monthly" => "0 0 1 * *",
            "@weekly" => "0 0 * * 0",
            "@daily" => "0 0 * * *",
            "@hourly" => "0 * * * *",
            _ => trimmed,
        };
    }

    private static string ReplaceNames(string text, string[] names, int lowest)
    {
        for (int i = 0; i < names.Length; i++)
        {
            text = text.Replace(names[i], (i + lowest).ToString(CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    /// <summary>Replaces the first occurrence only.</summary>
    private static string ReplaceFirst(string text, string old, string replacement)
    {
        int at = text.IndexOf(old, StringComparison.Ordinal);
        return at < 0 ? text : text[..at] + replacement + text[(at + old.Length)..];
    }

    /// <summary>JavaScript's white space.</summary>
    [GeneratedRegex(@"[\s\ufeff-[\u0085]]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}

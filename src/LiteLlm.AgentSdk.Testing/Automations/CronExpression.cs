using System.Globalization;

namespace LiteLlm.AgentSdk.Testing.Automations;

/// <summary>
/// A schedule in five fields, in UTC: minute, hour, day of the month, month, day of the week. Each is <c>*</c>, a number, a range, a step
/// or a list of them; months and days of the week may be named. When both kinds of day are restricted, either will do.
/// </summary>
internal sealed class CronExpression
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>The 29th of February comes again within eight years, whatever century ends meanwhile.</summary>
    private const int DaysToSearch = (366 * 8) + 1;

    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _days;
    private readonly ulong _months;
    private readonly ulong _weekdays;
    private readonly bool _anyDay;
    private readonly bool _anyWeekday;

    private CronExpression(ulong[] fields, bool anyDay, bool anyWeekday)
    {
        (_minutes, _hours, _days, _months) = (fields[0], fields[1], fields[2], fields[3]);

        // Sunday is 0 and 7.
        _weekdays = (fields[4] | (fields[4] >> 7)) & 0x7F;
        _anyDay = anyDay;
        _anyWeekday = anyWeekday;
    }

    /// <returns>The schedule; null when it is none.</returns>
    public static CronExpression? Parse(string text)
    {
        string[] parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 5)
        {
            return null;
        }

        ulong[] fields =
        [
            Field(parts[0], 0, 59, []), Field(parts[1], 0, 23, []), Field(parts[2], 1, 31, []), Field(parts[3], 1, 12, Months), Field(parts[4], 0, 7, Weekdays),
        ];
        return fields.Contains(0UL) ? null : new CronExpression(fields, parts[2] is "*" or "?", parts[4] is "*" or "?");
    }

    /// <returns>The first time after another; null when there is none.</returns>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        DateTime start = after.UtcDateTime.Date.AddHours(after.UtcDateTime.Hour).AddMinutes(after.UtcDateTime.Minute + 1);
        DateTime day = start.Date;
        for (int i = 0; i < DaysToSearch; i++, day = day.AddDays(1))
        {
            if (FallsOn(day) && FirstIn(day, day == start.Date ? start.TimeOfDay : TimeSpan.Zero) is { } time)
            {
                return new DateTimeOffset(day + time, TimeSpan.Zero);
            }
        }

        return null;
    }

    private static bool Has(ulong field, int value) => (field & (1UL << value)) != 0;

    private TimeSpan? FirstIn(DateTime day, TimeSpan from)
    {
        for (int minute = (int)from.TotalMinutes; minute < 24 * 60; minute++)
        {
            if (Has(_hours, minute / 60) && Has(_minutes, minute % 60))
            {
                return TimeSpan.FromMinutes(minute);
            }
        }

        return null;
    }

    private bool FallsOn(DateTime day)
    {
        bool onDay = Has(_days, day.Day);
        bool onWeekday = Has(_weekdays, (int)day.DayOfWeek);
        return Has(_months, day.Month) && (_anyDay || _anyWeekday ? onDay && onWeekday : onDay || onWeekday);
    }

    /// <returns>A bit for each value; none when the field is wrong.</returns>
    private static ulong Field(string text, int lowest, int highest, string[] names)
    {
        ulong values = 0;
        foreach (string item in text.Split(','))
        {
            string[] step = item.Split('/');
            int by = 1;
            if (step.Length > 2 || (step.Length == 2 && (!Number(step[1], [], 0, out by) || by < 1)))
            {
                return 0;
            }

            (int first, int last) = (lowest, highest);
            if (step[0] is not ("*" or "?"))
            {
                string[] range = step[0].Split('-');
                if (range.Length > 2 || !Number(range[0], names, lowest, out first))
                {
                    return 0;
                }

                last = step.Length == 2 ? highest : first;
                if (range.Length == 2 && !Number(range[1], names, lowest, out last))
                {
                    return 0;
                }
            }

            if (first < lowest || last > highest || first > last)
            {
                return 0;
            }

            for (int value = first; value <= last; value += by)
            {
                values |= 1UL << value;
            }
        }

        return values;
    }

    private static bool Number(string text, string[] names, int lowest, out int number)
    {
        int named = Array.FindIndex(names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        number = named + lowest;
        return named >= 0 || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}

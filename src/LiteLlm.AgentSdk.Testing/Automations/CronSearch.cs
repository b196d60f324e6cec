namespace LiteLlm.AgentSdk.Testing.Automations;

/// <summary>
/// The search for the next time of a schedule. It has the same steps as the platform's library, including its bugs: a day that a short
/// month does not have becomes a day of the next month, and earlier days of that month are skipped; and a search that recurses too deeply
/// fails.
/// </summary>
internal sealed class CronSearch
{
    private const int LastYear = 3000;

    /// <summary>
    /// The depth at which the library's recursion exceeds the stack. The library detects a day that never occurs in one month, but not one
    /// that never occurs in several months.
    /// </summary>
    private const int Deepest = 7000;

    private readonly CronExpression _cron;
    private int _year;
    private int _month;
    private int _day;
    private int _hour;
    private int _minute;
    private int _second;

    public CronSearch(CronExpression cron, DateTime after)
    {
        _cron = cron;
        Assign(after);
    }

    private enum Unit
    {
        Month,
        Day,
        Hour,
        Minute,
        Second,
    }

    private enum Found
    {
        Same,
        Later,
        None,
    }

    /// <returns>The time; null if there is none in this millennium.</returns>
    public DateTime? Next()
    {
        _second++;
        Normalize();
        int depth = 0;
        for (Unit unit = Unit.Month; unit <= Unit.Second;)
        {
            if (++depth > Deepest)
            {
                throw new CronSearchException();
            }

            Found found = Find(unit);
            if (found != Found.Same)
            {
                Reset(unit + 1);
                if (found == Found.None)
                {
                    Carry(unit);
                    Normalize();
                    unit = Unit.Month;
                    continue;
                }

                if (Normalize())
                {
                    unit--;
                    continue;
                }
            }

            if (++unit <= Unit.Second && _year >= LastYear)
            {
                return null;
            }
        }

        return new DateTime(_year, _month, _day, _hour, _minute, _second, DateTimeKind.Utc);
    }

    private Found Find(Unit unit)
    {
        (int current, int size) = unit switch
        {
            Unit.Month => (_month, 12),
            Unit.Day => (_day, 31),
            Unit.Hour => (_hour, 23),
            Unit.Minute => (_minute, 59),
            _ => (_second, 59),
        };
        for (int value = current; value <= size; value++)
        {
            if (Matches(unit, value))
            {
                Set(unit, value);
                return value == current ? Found.Same : Found.Later;
            }
        }

        return Found.None;
    }

    private bool Matches(Unit unit, int value) => unit switch
    {
        Unit.Month => _cron.Month[value - 1] != 0,
        Unit.Day => MatchesDay(value),
        Unit.Hour => _cron.Hour[value] != 0,
        Unit.Minute => _cron.Minute[value] != 0,
        _ => _cron.Second[value] != 0,
    };

    private bool MatchesDay(int day)
    {
        bool onDay = _cron.Day[day - 1] != 0 || (_cron.IsLastDay && day == DateTime.DaysInMonth(_year, _month));
        if (_cron.IsAnyWeekday)
        {
            return onDay;
        }

        DateTime first = new(_year, _month, 1, 0, 0, 0, DateTimeKind.Utc);
        int flags = _cron.Weekday[((int)first.DayOfWeek + day - 1) % 7];
        bool isLast = day + 7 > DateTime.DaysInMonth(_year, _month);
        bool onWeekday = (flags & (1 << ((day - 1) / 7))) != 0 || ((flags & CronField.Last) != 0 && isLast);
        return _cron.IsAnyDay ? onDay && onWeekday : onDay || onWeekday;
    }

    private void Set(Unit unit, int value)
    {
        switch (unit)
        {
            case Unit.Month:
                _month = value;
                break;
            case Unit.Day:
                _day = value;
                break;
            case Unit.Hour:
                _hour = value;
                break;
            case Unit.Minute:
                _minute = value;
                break;
            default:
                _second = value;
                break;
        }
    }

    /// <summary>Resets a unit and all smaller units to their first value.</summary>
    private void Reset(Unit from)
    {
        for (Unit unit = from; unit <= Unit.Second; unit++)
        {
            Set(unit, unit == Unit.Day ? 1 : 0);
        }
    }

    /// <summary>Moves to the beginning of the next larger unit.</summary>
    private void Carry(Unit unit)
    {
        switch (unit)
        {
            case Unit.Month:
                _year++;
                _month = 1;
                break;
            case Unit.Day:
                _month++;
                _day = 1;
                break;
            case Unit.Hour:
                _day++;
                _hour = 0;
                break;
            case Unit.Minute:
                _hour++;
                _minute = 0;
                break;
            default:
                _minute++;
                _second = 0;
                break;
        }
    }

    /// <summary>Carries values that exceed their range, so that the result is a valid date.</summary>
    /// <returns>Whether a value exceeded its range.</returns>
    private bool Normalize()
    {
        bool isOver = _month > 12 || _day > (_month == 2 ? 28 : DateTime.DaysInMonth(2001, _month)) || _hour > 59 || _minute > 59
            || _second > 59;
        if (isOver)
        {
            Assign(new DateTime(_year, 1, 1, 0, 0, 0,
                DateTimeKind.Utc).AddMonths(_month - 1).AddDays(_day - 1).AddHours(_hour).AddMinutes(_minute).AddSeconds(_second));
        }

        return isOver;
    }

    private void Assign(DateTime time) =>
        (_year, _month, _day, _hour, _minute, _second) = (time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second);
}

using System.Globalization;
using Cronos;
using LiteLlm.AgentSdk.Tests.Stubs;
using OurCron = LiteLlm.AgentSdk.Testing.Automations.CronExpression;
using SearchException = LiteLlm.AgentSdk.Testing.Automations.CronSearchException;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>
/// Compares the local platform's schedules with those of Cronos, an independent library. The local platform follows the real platform's
/// library (croner), so known differences are listed here with their reasons.
/// </summary>
public sealed class CronOracleTests
{
    private static readonly string[] s_months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] s_weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    [Fact]
    public void Random_schedules_have_the_same_times()
    {
        int seed = Seeds.Of(20261126);
        int compared = 0;
        for (int round = 0; round < 500; round++)
        {
            Random random = Seeds.Round(seed, round);
            string[] fields = Draw(random);
            string cron = string.Join(' ', fields);
            DateTimeOffset after = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(random.Next(4 * 366 * 86_400));
            OurCron ours = OurCron.Parse(cron, after)!;
            ours.Should().NotBeNull($"{cron} is a schedule (seed {seed}, round {round})");
            for (int i = 0; i < 20; i++)
            {
                DateTimeOffset? expected = Oracle(fields, after);
                DateTimeOffset? next = ours.Next(after);
                next.Should().Be(expected, $"that is what follows {after:u} in '{cron}' (seed {seed}, round {round})");
                if (next is null)
                {
                    break;
                }

                // Jumps further ahead now and then, so that the days of many months are compared.
                after = i % 2 == 0 ? next.Value : next.Value.AddSeconds(random.Next(40 * 86_400));
                compared++;
            }
        }

        compared.Should().BeGreaterThan(9000);
    }

    [Theory]
    [InlineData("0 12 13 * 5", "2026-11-22T00:00", "2026-11-27T12:00", "2027-08-13T12:00",
        "a day of the month or a weekday; Cronos wants both")]
    [InlineData("0 0 1,31 * *", "2026-02-02T00:00", "2026-03-31T00:00", "2026-03-01T00:00", "a day that a month lacks hides the next ones")]
    [InlineData("0 0 ? * *", "2026-11-25T12:00", "2026-12-25T00:00", "2026-11-26T00:00", "? is what the clock says; to Cronos it is any")]
    [InlineData("0 0 * * 5L", "2026-02-02T00:00", "2026-02-06T00:00", "2026-02-27T00:00",
        "5L adds the last Friday to all; 5#L is the last")]
    [InlineData("0 0 31 4,6,9,11 *", "2026-11-22T00:00", "fails", "never", "a search without an end fails")]
    [InlineData("5* * * * *", "2026-02-02T00:00", "2026-02-02T00:05", "refused", "a star after a number is passed over")]
    [InlineData("2026-12-01T10:00:00", "2026-02-02T00:00", "2026-12-01T10:00", "refused", "a date is a schedule that comes once")]
    [InlineData("0 0 * * 5#L", "2026-02-02T00:00", "2026-02-27T00:00", "refused", "Cronos writes the last Friday 5L")]
    [InlineData("50-10 * * * *", "2026-02-02T00:11", "refused", "2026-02-02T00:50", "a range does not go over its end")]
    [InlineData("0 0 15W * *", "2026-02-02T00:00", "refused", "2026-02-16T00:00", "there is no nearest working day")]
    [InlineData(" 0 9 * * *", "2026-02-02T00:00", "refused", "2026-02-02T09:00", "blanks around a schedule are a field more")]
    public void Where_the_platforms_library_differs(string cron, string after, string ours, string cronos, string reason)
    {
        DateTimeOffset from = Time(after);

        Ours(cron, from).Should().Be(ours, reason);
        Cronos(cron, from).Should().Be(cronos, reason);
        ours.Should().NotBe(cronos);
    }

    /// <summary>If both kinds of days are restricted, either kind matches, so the earlier of two schedules of Cronos is expected.</summary>
    private static DateTimeOffset? Oracle(string[] fields, DateTimeOffset after)
    {
        int day = fields.Length - 3;
        if (fields[day] == "*" || fields[^1] == "*")
        {
            return Next(fields, after);
        }

        DateTimeOffset? byDay = Next([.. fields[..^1], "*"], after);
        DateTimeOffset? byWeekday = Next([.. fields[..day], "*", .. fields[(day + 1)..]], after);
        return byDay is null || byWeekday < byDay ? byWeekday : byDay;
    }

    private static DateTimeOffset? Next(string[] fields, DateTimeOffset after) =>
        CronExpression.Parse(string.Join(' ', fields), fields.Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard)
            .GetNextOccurrence(after, TimeZoneInfo.Utc);

    /// <summary>
    /// Returns five fields, or six with the seconds first. Days end at 28; the days of longer months are in the list of differences.
    /// </summary>
    private static string[] Draw(Random random)
    {
        List<string> fields = random.Next(4) == 0 ? [Field(random, 0, 59)] : [];
        fields.Add(Field(random, 0, 59));
        fields.Add(Field(random, 0, 23));
        fields.Add(random.Next(2) == 0 ? "*" : Field(random, 1, 28, withStar: false));
        fields.Add(random.Next(2) == 0 ? "*" : Field(random, 1, 12, names: s_months));
        fields.Add(random.Next(2) == 0 ? "*" : Field(random, 0, 6, names: s_weekdays));
        return [.. fields];
    }

    private static string Field(Random random, int lowest, int highest, bool withStar = true, string[]? names = null)
    {
        int from = random.Next(lowest, highest + 1);
        int to = random.Next(from, highest + 1);
        int step = random.Next(1, Math.Max(2, (highest - lowest) / 2));
        return random.Next(withStar ? 0 : 2, 7) switch
        {
            0 => "*",
            1 => $"*/{Number(step)}",
            2 => $"{Number(from)}-{Number(to)}",
            3 => $"{Number(from)}-{Number(to)}/{Number(step)}",
            4 => string.Join(',', Enumerable.Range(0, random.Next(2, 5)).Select(_ => Number(random.Next(lowest, highest + 1)))),
            5 when names is not null => $"{names[from - lowest]}-{names[to - lowest]}",
            _ => Number(from),
        };
    }

    private static string Ours(string cron, DateTimeOffset after)
    {
        try
        {
            return OurCron.Parse(cron, after) is { } schedule ? Told(schedule.Next(after)) : "refused";
        }
        catch (SearchException)
        {
            return "fails";
        }
    }

    private static string Cronos(string cron, DateTimeOffset after)
    {
        try
        {
            return Told(CronExpression.Parse(cron).GetNextOccurrence(after, TimeZoneInfo.Utc));
        }
        catch (CronFormatException)
        {
            return "refused";
        }
    }

    private static string Told(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) ?? "never";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

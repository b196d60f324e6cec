using System.Globalization;
using LiteLlm.AgentSdk.Testing.Automations;

namespace LiteLlm.AgentSdk.Testing.Tests;

public sealed class CronTests
{
    [Theory]
    [InlineData("0 9 * * *", "2026-11-22T00:11", "2026-11-22T09:00")]
    [InlineData("0 9 * * *", "2026-11-22T09:00", "2026-11-23T09:00")]
    [InlineData("*/5 * * * *", "2026-11-22T00:11", "2026-11-22T00:15")]
    [InlineData("30 9 * * 1", "2026-11-22T00:00", "2026-11-23T09:30")]
    [InlineData("0 0 1 1 *", "2026-11-22T00:00", "2027-01-01T00:00")]
    [InlineData("0 0 29 2 *", "2026-11-22T00:00", "2028-02-29T00:00")]
    [InlineData("0 0 29 FEB *", "2096-03-01T00:00", "2104-02-29T00:00")]
    [InlineData("0 0 ? * *", "2026-11-25T12:00", "2026-12-25T00:00")]
    [InlineData("0 0 29 FEB ?", "2026-02-25T12:00", "2027-02-03T00:00")]
    [InlineData("@daily", "2026-11-22T00:11", "2026-11-23T00:00")]
    [InlineData(" @WEEKLY ", "2026-11-22T00:11", "2026-11-29T00:00")]
    [InlineData("@hourly", "2026-11-22T00:11", "2026-11-22T01:00")]
    [InlineData("@monthly", "2026-11-22T00:11", "2026-12-01T00:00")]
    [InlineData("@yearly", "2026-11-22T00:11", "2027-01-01T00:00")]
    [InlineData("@annually", "2026-11-22T00:11", "2027-01-01T00:00")]
    [InlineData("* * * * * *", "2026-11-22T00:11:07", "2026-11-22T00:11:08")]
    [InlineData("30 */15 * * * *", "2026-11-22T00:11:07", "2026-11-22T00:15:30")]
    [InlineData("0 0 L * *", "2026-02-02T00:00", "2026-02-28T00:00")]
    [InlineData("0 0 L 2 *", "2028-02-02T00:00", "2028-02-29T00:00")]
    [InlineData("0 0 15,L * *", "2026-02-16T00:00", "2026-02-28T00:00")]
    [InlineData("0 0 * * 5#3", "2026-02-02T00:00", "2026-02-20T00:00")]
    [InlineData("0 0 * * 5#L", "2026-02-02T00:00", "2026-02-27T00:00")]
    [InlineData("0 0 * * 1#5", "2026-02-02T00:00", "2026-03-30T00:00")]
    [InlineData("0 0 * * 5L", "2026-02-02T00:00", "2026-02-06T00:00")]
    [InlineData("0 0 31 * 1", "2026-02-02T00:00", "2026-02-09T00:00")]
    [InlineData("5* * * * *", "2026-02-02T00:00", "2026-02-02T00:05")]
    [InlineData("0\t9  * * *", "2026-02-02T00:00", "2026-02-02T09:00")]
    [InlineData("2026-12-01T10:00:00", "2026-02-02T00:00", "2026-12-01T10:00")]
    [InlineData("0 0 1,31 * *", "2026-02-02T00:00", "2026-03-31T00:00")]
    [InlineData("0 12 13 * 5", "2026-11-22T00:00", "2026-11-27T12:00")]
    [InlineData("0 12 * * SUN", "2026-11-22T12:00", "2026-11-29T12:00")]
    [InlineData("0 12 * * 7", "2026-11-22T12:00", "2026-11-29T12:00")]
    [InlineData("15,45 8-10/2 * * MON-FRI", "2026-11-22T23:59", "2026-11-23T08:15")]
    [InlineData("59 23 31 12 *", "2026-12-31T23:58", "2026-12-31T23:59")]
    [InlineData("5/20 * * * *", "2026-11-22T00:26", "2026-11-22T00:45")]
    public void The_next_time_is_the_first_after_another(string cron, string after, string expected) =>
        CronExpression.Parse(cron, Time(after))!.Next(Time(after)).Should().Be(Time(expected));

    [Theory]
    [InlineData("0 9 31 2 *")]
    [InlineData("0 0 30,31 2 *")]
    [InlineData("2020-01-01T00:00:00Z")]
    public void Some_schedules_have_no_next_time(string cron) =>
        CronExpression.Parse(cron, Time("2026-11-22T00:00"))!.Next(Time("2026-11-22T00:00")).Should().BeNull();

    [Theory]
    [InlineData("0 0 31 4,6,9,11 *")]
    [InlineData("/5 * * * *")]
    [InlineData("* * /5 * *")]
    [InlineData("* * * /5 *")]
    [InlineData("70/5 * * * *")]
    public void The_search_for_others_never_ends(string cron)
    {
        CronExpression schedule = CronExpression.Parse(cron, Time("2026-11-22T00:00"))!;

        schedule.Invoking(parsed => parsed.Next(Time("2026-11-22T00:00"))).Should().Throw<CronSearchException>();
    }

    [Theory]
    [InlineData("not cron")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * *")]
    [InlineData(" 0 9 * * *")]
    [InlineData("0 9 * * * ")]
    [InlineData("@reboot")]
    [InlineData("@every 5m")]
    [InlineData("*/61 * * * *")]
    [InlineData("0 0 * * L")]
    [InlineData("0 0 * * 1#6")]
    [InlineData("0 0 LL * *")]
    [InlineData("0 0 ? ? ??")]
    [InlineData("12:00")]
    [InlineData("60 * * * *")]
    [InlineData("* 24 * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("* * * 13 *")]
    [InlineData("* * * * 8")]
    [InlineData("*/0 * * * *")]
    [InlineData("5-1 * * * *")]
    [InlineData("1,,2 * * * *")]
    [InlineData("-1 * * * *")]
    [InlineData("1/2/3 * * * *")]
    public void Other_texts_are_not_schedules(string cron) => CronExpression.Parse(cron, Time("2026-11-22T00:00")).Should().BeNull();

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

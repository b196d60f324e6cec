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
    [InlineData("0 0 29 FEB ?", "2096-03-01T00:00", "2104-02-29T00:00")]
    [InlineData("0 12 13 * 5", "2026-11-22T00:00", "2026-11-27T12:00")]
    [InlineData("0 12 * * SUN", "2026-11-22T12:00", "2026-11-29T12:00")]
    [InlineData("0 12 * * 7", "2026-11-22T12:00", "2026-11-29T12:00")]
    [InlineData("15,45 8-10/2 * * MON-FRI", "2026-11-22T23:59", "2026-11-23T08:15")]
    [InlineData("59 23 31 12 *", "2026-12-31T23:58", "2026-12-31T23:59")]
    [InlineData("5/20 * * * *", "2026-11-22T00:26", "2026-11-22T00:45")]
    public void The_next_time_is_the_first_after_another(string cron, string after, string expected) =>
        CronExpression.Parse(cron)!.Next(Time(after)).Should().Be(Time(expected));

    [Theory]
    [InlineData("0 9 31 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    public void Some_schedules_never_come(string cron) => CronExpression.Parse(cron)!.Next(Time("2026-11-22T00:00")).Should().BeNull();

    [Theory]
    [InlineData("not cron")]
    [InlineData("* * * *")]
    [InlineData("* * * * * *")]
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
    public void Other_texts_are_no_schedules(string cron) => CronExpression.Parse(cron).Should().BeNull();

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

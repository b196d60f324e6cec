using System.Globalization;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>Formats times for tables: relative, or UTC to the second, independent of the culture.</summary>
internal static class Times
{
    public static string? Of(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Of(TimeSpan time) => time.TotalMinutes < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s");

    /// <summary>Gets how long ago it was: <c>5 s ago</c>, <c>12 min ago</c>, <c>2 h ago</c>, <c>3 d ago</c>. Clocks that differ make no
    /// future.</summary>
    public static string? Ago(DateTimeOffset? time, DateTimeOffset? now = null)
    {
        if (time is not { } then)
        {
            return null;
        }

        TimeSpan age = (now ?? TimeProvider.System.GetUtcNow()) - then;
        (double count, string unit) = age.TotalSeconds < 1 ? (0, "s")
            : age.TotalMinutes < 1 ? (age.TotalSeconds, "s")
            : age.TotalHours < 1 ? (age.TotalMinutes, "min")
            : age.TotalDays < 1 ? (age.TotalHours, "h")
            : (age.TotalDays, "d");
        return string.Create(CultureInfo.InvariantCulture, $"{(long)count} {unit} ago");
    }
}

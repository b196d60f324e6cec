using System.Diagnostics;
using System.Globalization;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>An animation with the elapsed time of a wait.</summary>
internal sealed class Spinner
{
    /// <summary>The interval of the animation.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private const string Frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private readonly long _start = Stopwatch.GetTimestamp();

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    public string Text(string what)
    {
        TimeSpan elapsed = Elapsed;
        int frame = (int)(elapsed.Ticks / Pace.Ticks % Frames.Length);
        return $"{Frames[frame]} {what} {Show(elapsed)}";
    }

    /// <summary>Formats a time: <c>4 s</c>, <c>2 min 5 s</c>.</summary>
    public static string Show(TimeSpan time) => time.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalSeconds} s")
        : time.Seconds == 0 ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s");
}

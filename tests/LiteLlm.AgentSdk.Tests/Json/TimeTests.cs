using System.Diagnostics;
using System.Globalization;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Json;

/// <summary>
/// Times mean the same instant in every time zone. The zone belongs to the process, so a process in Tokyo's zone reads the times.
/// </summary>
public sealed class TimeTests
{
    public const string Command = "times";

    private static readonly (string Sent, string? Read)[] s_times =
    [
        ("2026-11-22T10:55:07.123Z", "2026-11-22T10:55:07.1230000+00:00"),
        ("2026-11-22T10:55:07.123", "2026-11-22T10:55:07.1230000+00:00"),
        ("2026-11-22T10:55:07", "2026-11-22T10:55:07.0000000+00:00"),
        ("2026-11-22", "2026-11-22T00:00:00.0000000+00:00"),
        ("2026-11-22 10:55:07.123", "2026-11-22T10:55:07.1230000+00:00"),
        ("2026-11-22 10:55:07", "2026-11-22T10:55:07.0000000+00:00"),
        ("2026-11-22 10:55:07Z", "2026-11-22T10:55:07.0000000+00:00"),
        ("2026-11-22T10:55:07.123+02:00", "2026-11-22T08:55:07.1230000+00:00"),
        ("2026-11-22\\u005410:55:07", "2026-11-22T10:55:07.0000000+00:00"),
        ("0001-01-01T00:00:00", "0001-01-01T00:00:00.0000000+00:00"),
        ("soon", null),
        ("\\ud83d", null),
    ];

    /// <summary>The code of that process: reads the times, and prints their instants.</summary>
    internal static void Print()
    {
        foreach ((string sent, _) in s_times)
        {
            Skill skill =
                LapJson.Read(System.Text.Encoding.UTF8.GetBytes($$"""{"id":"k","created_at":"{{sent}}"}"""), LapJson.TypeInfo<Skill>())!;
            Console.Out.WriteLine(skill.CreatedAt is { } time ? time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)
                : "none");
        }
    }

    [Theory]
    [InlineData("Asia/Tokyo")]
    [InlineData("America/Los_Angeles")]
    [InlineData("UTC")]
    public async Task A_time_without_an_offset_is_UTC_in_every_zone(string zone)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["TZ"] = zone;
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(TimeTests).Assembly.Location);
        start.ArgumentList.Add(Command);
        using Process process = Process.Start(start)!;

        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(0);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal(s_times.Select(static time => time.Read ?? "none"));
    }
}

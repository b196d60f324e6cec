using System.Diagnostics;
using System.Globalization;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Fuzz;

public sealed class NestedContentTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task Nested_content_does_not_end_the_process()
    {
        int seed = Seeds.Of(27);

        // A round may be thousands of levels deep. More rounds would take hours.
        int rounds = Math.Min(Seeds.Rounds("LITELLM_SDK_FUZZ_ROUNDS", 60), 3_000);
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in (string[])["exec", typeof(NestedContent).Assembly.Location, NestedContent.Command,
            seed.ToString(CultureInfo.InvariantCulture), rounds.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(s_patience);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        string said = await error;
        process.ExitCode.Should().Be(0, "LITELLM_SDK_SEED={0}: {1}", seed, said[..Math.Min(said.Length, 2000)]);
        (await output).Trim().Should().Be("survived");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Content_is_typed_to_a_depth_of_64_and_kept_whole_beyond(bool typeLast)
    {
        string json =
            NestedContent.Message(new Random(1), 100, typeLast).Replace("\"type\":\"text\",\"text\":\"t\"",
            "\"type\":\"text\",\"text\":\"u\"", StringComparison.Ordinal);

        IReadOnlyList<ClaudeContentBlock> content = ClaudeMessage.Parse(json).Should().BeOfType<ClaudeUserMessage>().Which.Message.Content;
        int levels = 0;
        while (content.OfType<ClaudeToolResultBlock>().FirstOrDefault() is { } result)
        {
            levels++;
            content = result.Content;
        }

        // Each level is a list and an object; the message itself is two objects around the first list.
        levels.Should().Be(31);
        ForeignJson.GetJson(content.OfType<ClaudeUnknownBlock>().Single().Json).Should().Contain("innermost");
    }

    [Fact]
    public void Time_grows_with_the_length_and_not_with_its_square()
    {
        // If each level were read again for every level around it, four times the levels would take sixteen times as long.
        string deep = NestedContent.Message(new Random(1), 15_000, typeLast: true);
        string deeper = NestedContent.Message(new Random(1), 60_000, typeLast: true);
        (TimeSpan once, TimeSpan fourTimes) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (int round = 0; round < 20 && (round < 3 || fourTimes > once * 8); round++)
        {
            once = Shorter(once, ParseTime(deep));
            fourTimes = Shorter(fourTimes, ParseTime(deeper));
        }

        (fourTimes / once).Should().BeLessThan(8);
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan ParseTime(string json)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ClaudeMessage.Parse(json).Should().BeOfType<ClaudeUserMessage>();
        return watch.Elapsed;
    }
}

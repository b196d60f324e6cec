using System.Runtime.InteropServices;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Tests.Rendering;

/// <summary>
/// The work for a line grows linearly with its length, for every kind of content. The tests measure the CPU time of this thread, so other
/// load of the machine and the process does not count.
/// </summary>
public sealed class MarkdownSpeedTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Length = 120_000;

    public static TheoryData<string> Units =>
        [" *b", "[", "![", "*`", "_a ", "~~x ", "[a](", "**a `b ", "> ", ">", "#", "`", "| a ", "- ", " ", "\\", "(", "*", "e\u0301", "a"];

    public static TheoryData<string, string> CodeUnits
    {
        get
        {
            TheoryData<string, string> units = [];
            string[] languages = ["cs", "ts", "py", "go", "rust", "java", "cpp", "sh", "sql", "json", "yaml", "html", "diff"];
            foreach (string language in languages)
            {
                foreach (string unit in new[] { "\"", "'", "/*", "*/", "<!--", "#", "a1", "\\", "if ", "-", "\"\"\"" })
                {
                    units.Add(language, unit);
                }
            }

            return units;
        }
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void A_long_line_is_drawn_in_two_seconds_and_twice_the_length_takes_twice_the_time(string unit)
    {
        (TimeSpan once, TimeSpan twice) = Best(unit);
        output.WriteLine($"{once.TotalMilliseconds} {twice.TotalMilliseconds}");
        once.Should().BeLessThan(TimeSpan.FromSeconds(2));
        if (once > TimeSpan.FromMilliseconds(50))
        {
            // Shorter times depend more on the machine than on the work.
            twice.Should().BeLessThan(once * 2.5);
        }
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void A_long_line_that_arrives_in_pieces_is_drawn_in_two_seconds(string unit)
    {
        string text = Repeat(unit, Length);
        IEnumerable<string> pieces = Enumerable.Range(0, text.Length / 8).Select(i => text.Substring(8 * i, 8));
        Time(() => Rendered.Raw(text, 80, pieces)).Should().BeLessThan(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [MemberData(nameof(CodeUnits))]
    public void A_long_line_of_code_is_coloured_in_half_a_second_and_none_of_it_is_lost(string language, string unit)
    {
        string text = Repeat(unit, Length);
        string drawn = "";
        Time(() => drawn = Rendered.Plain(Rendered.Raw($"```{language}\n{text}\n```\n", 80)))
            .Should().BeLessThan(TimeSpan.FromSeconds(0.5));
        drawn.Replace("\n", "", StringComparison.Ordinal).Should().Be($"```{language}{text}```");
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void Pieces_of_a_long_line_make_no_difference(string unit)
    {
        string text = Repeat(unit, 5000) + " *end* `x`";
        Random random = new(11);
        Rendered.Raw(text, 40, Hostile.Pieces(text, random)).Should().Be(Rendered.Raw(text, 40));
    }

    [Fact]
    public void Many_short_lines_at_once_are_drawn_in_two_seconds() =>
        Time(() => Rendered.Raw(string.Concat(Enumerable.Repeat("a\n", 60_000)), 80)).Should().BeLessThan(TimeSpan.FromSeconds(2));

    /// <summary>
    /// Returns the best of several rounds. Each round draws both lengths, so that other load affects both. Shared caches make single rounds
    /// slower, but quadratic work takes four times as long in every round.
    /// </summary>
    private static (TimeSpan Once, TimeSpan Twice) Best(string unit)
    {
        string text = Repeat(unit, Length);
        string longer = Repeat(unit, 2 * Length);
        (TimeSpan once, TimeSpan twice) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (int round = 0; round < 10 && (round < 2 || twice >= once * 2.4); round++)
        {
            once = Shorter(once, Time(() => Rendered.Raw(text, 80)));
            twice = Shorter(twice, Time(() => Rendered.Raw(longer, 80)));
        }

        return (once, twice);
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Time(Action action)
    {
        TimeSpan start = ThreadTime();
        action();
        return ThreadTime() - start;
    }

    private static TimeSpan ThreadTime()
    {
        int thread = OperatingSystem.IsMacOS() ? 16 : 3;
        GetTime(thread, out TimeValue time).Should().Be(0);
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out TimeValue time);

    private static string Repeat(string unit, int length) => new StringBuilder().Insert(0, unit, length / unit.Length).ToString();

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeValue
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}

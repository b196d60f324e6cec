using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Tests.Rendering;

/// <summary>
/// The work for a line grows linearly with its length, for every kind of content, and no kind takes many times as long as plain words. The
/// tests compare CPU times of this thread, so neither the machine's speed nor other load counts.
/// </summary>
public sealed class MarkdownSpeedTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Length = 60_000;

    // Longer lines of code are shown without colours.
    private const int LongestColoured = 2000;

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
    public void The_time_for_a_long_line_grows_with_its_length_however_it_arrives(string unit)
    {
        string words = Repeat("plain words ", Length);
        string text = Repeat(unit, Length);
        string longer = Repeat(unit, 2 * Length);
        string[] pieces = [.. Enumerable.Range(0, text.Length / 8).Select(i => text.Substring(8 * i, 8))];

        Compare(
            ("twice the length", () => Rendered.Raw(longer, 80), () => Rendered.Raw(text, 80), 2.5),
            ("in pieces", () => Rendered.Raw(text, 80, pieces), () => Rendered.Raw(text, 80), 4),
            ("beside plain words", () => Rendered.Raw(text, 80), () => Rendered.Raw(words, 80), 10));
    }

    [Theory]
    [MemberData(nameof(CodeUnits))]
    public void Long_lines_of_code_are_coloured_in_the_time_of_plain_ones_and_none_of_it_is_lost(string language, string unit)
    {
        string line = Repeat(unit, LongestColoured);
        string text = string.Concat(Enumerable.Repeat(line + "\n", Length / LongestColoured));
        string drawn = "";

        Compare((
            "with colours",
            () => drawn = Rendered.Raw($"```{language}\n{text}```\n", 80),
            () => Rendered.Raw($"```\n{text}```\n", 80),
            20));

        Rendered.Plain(drawn).Should().Be($"```{language}\n{text}```\n");
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
    public void Twice_as_many_short_lines_take_twice_the_time()
    {
        string text = string.Concat(Enumerable.Repeat("a\n", 60_000));
        Compare(("twice as many", () => Rendered.Raw(text + text, 80), () => Rendered.Raw(text, 80), 2.5));
    }

    /// <summary>
    /// Compares the best times of several rounds. Each round measures everything, so that other load affects all of it. Shared caches make
    /// single rounds slower, but quadratic work takes longer in every round.
    /// </summary>
    private void Compare(params (string Name, Action Measured, Action Beside, double Most)[] pairs)
    {
        TimeSpan[] measured = [.. pairs.Select(_ => TimeSpan.MaxValue)];
        TimeSpan[] beside = [.. measured];
        for (int round = 0; round < 10 && (round < 2 || Ratios().Zip(pairs).Any(pair => pair.First >= 0.95 * pair.Second.Most)); round++)
        {
            for (int i = 0; i < pairs.Length; i++)
            {
                beside[i] = Shorter(beside[i], Time(pairs[i].Beside));
                measured[i] = Shorter(measured[i], Time(pairs[i].Measured));
            }
        }

        foreach (((string name, _, _, double most), double ratio) in pairs.Zip(Ratios()))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {ratio:0.00} of at most {most}"));
            ratio.Should().BeLessThan(most, name);
        }

        IEnumerable<double> Ratios() => measured.Zip(beside, (one, other) => one / other);
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

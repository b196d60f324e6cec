using System.Globalization;
using System.Text;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>The Markdown of the report, with a verdict on each target.</summary>
internal sealed class Page
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _verdicts = new("| | what | target | measured | |\n|---|---|---|---|---|\n");

    public void Section(string title, string words) => _text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{words}\n");

    public void Words(string words) => _text.Append(CultureInfo.InvariantCulture, $"\n{words}\n");

    public void Table(string[] head, IEnumerable<string[]> rows)
    {
        _text.Append('\n').AppendLine(Row(head)).AppendLine("|---" + string.Concat(Enumerable.Repeat("|---:", head.Length - 1)) + "|");
        foreach (string[] row in rows)
        {
            _text.AppendLine(Row(row));
        }
    }

    /// <summary>Adds a row to the table at the top.</summary>
    /// <param name="letter">The section.</param>
    /// <param name="what">The property that has a target.</param>
    /// <param name="target">The target.</param>
    /// <param name="measured">The measured value.</param>
    /// <param name="holds">Whether the target is met.</param>
    public void Verdict(string letter, string what, string target, string measured, bool holds)
    {
        _verdicts.AppendLine(Row([letter, what, target, measured, holds ? "reached" : "**not reached**"]));
        Console.WriteLine($"({letter}) {what}: {measured}, target {target}: {(holds ? "reached" : "NOT REACHED")}");
    }

    public string ToString(string beginning, string ending) => $"{beginning}\n\n{_verdicts}{_text}\n{ending}\n".ReplaceLineEndings("\n");

    public static string Number(double value) => value.ToString(value < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);

    public static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Row(string[] cells) => "| " + string.Join(" | ", cells) + " |";
}

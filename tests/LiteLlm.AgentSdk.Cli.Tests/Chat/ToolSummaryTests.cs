using System.Text.Json;
using LiteLlm.AgentSdk.Cli.Chat;

namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

public sealed class ToolSummaryTests
{
    [Theory]
    [InlineData("""{"command":"git status","description":"x"}""", "completed", "clean", null, "✓ Bash git status → clean")]
    [InlineData("""{"options":{},"path":"a.cs"}""", "completed", "1\n2\n3\n", null, "✓ Bash a.cs → 3 lines")]
    [InlineData("""{"command":"x\ny"}""", "error", null, "No such file\nstack", "✗ Bash x y → No such file")]
    [InlineData("{}", "completed", "", null, "✓ Bash")]
    [InlineData("\"text\"", "completed", "\u001b[2J", null, "✓ Bash text → ␛[2J")]
    [InlineData("[1,2]", "error", null, null, "✗ Bash [1,2] → failed")]
    public void A_call_is_one_line(string input, string status, string? output, string? error, string line)
    {
        using JsonDocument document = JsonDocument.Parse(input);
        ToolPart tool =
            new()
            {
                Tool = "Bash",
                State = new ToolState { Status = status, Input = document.RootElement.Clone(), Output = output, Error = error }
            };
        string.Concat(ToolSummary.DescribeResult(tool, 80).Select(segment => segment.Text)).Should().Be(line);
    }

    [Fact]
    public void A_summary_is_cut_to_the_width_of_the_terminal()
    {
        using JsonDocument document = JsonDocument.Parse($$"""{"command":"{{new string('x', 200)}}"}""");
        ToolPart tool =
            new() { Tool = "Bash", State = new ToolState { Status = "completed", Input = document.RootElement.Clone(), Output = "done" } };
        string line = string.Concat(ToolSummary.DescribeResult(tool, 40).Select(segment => segment.Text));
        line.Should().EndWith("x… → done").And.HaveLength(39);
    }
}

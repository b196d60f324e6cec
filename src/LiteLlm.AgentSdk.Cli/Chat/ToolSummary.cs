using System.Globalization;
using System.Text.Json;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>A tool call on one line: its name, its first argument and its result.</summary>
internal static class ToolSummary
{
    private const int LongestOutcome = 40;

    // A shorter part of an argument is useless.
    private const int ShortestArgument = 4;

    /// <summary>Returns the tool and its argument, such as <c>Bash git status</c>.</summary>
    public static string DescribeCall(ToolPart tool) => SafeText.Line($"{tool.Tool} {Argument(tool.State)}");

    /// <summary>Returns the permanent line of a finished tool call.</summary>
    public static StyledSegment[] DescribeResult(ToolPart tool, int columns)
    {
        bool isBad = tool.State.Status == ToolStatus.Error || tool.State.Error is not null;
        string name = SafeText.Line(tool.Tool, Math.Max(8, columns / 2));
        string outcome = SafeText.Line(Outcome(tool.State, isBad), Math.Max(6, columns - 6 - TextWidth.Of(name)));
        int room = columns - 1 - 3 - TextWidth.Of(name) - (outcome.Length > 0 ? TextWidth.Of(outcome) + 3 : 0);
        string argument = room < ShortestArgument ? "" : SafeText.Line(Argument(tool.State), room);
        return
        [
            new(isBad ? "✗ " : "✓ ", isBad ? TextStyle.Bad : TextStyle.Good),
            new(name, TextStyle.Bold),
            new(argument.Length > 0 ? $" {argument}" : "", TextStyle.None),
            new(outcome.Length > 0 ? $" → {outcome}" : "", isBad ? TextStyle.Bad : TextStyle.Dim),
        ];
    }

    private static string Argument(ToolState state) => state.Input.ValueKind switch
    {
        JsonValueKind.Object => First(state.Input) ?? state.Title ?? "",
        JsonValueKind.Undefined or JsonValueKind.Null => state.Title ?? "",
        _ => ForeignJson.GetText(state.Input),
    };

    private static string? First(JsonElement input)
    {
        foreach (JsonProperty property in input.EnumerateObject())
        {
            switch (property.Value.ValueKind)
            {
                case JsonValueKind.String when ForeignJson.GetString(property.Value) is { Length: > 0 } text:
                    return text;
                case JsonValueKind.Number:
                    return ForeignJson.GetJson(property.Value);
                default:
                    break;
            }
        }

        return null;
    }

    private static string Outcome(ToolState state, bool isBad)
    {
        if (isBad)
        {
            string error = state.Error ?? state.Output ?? "";
            return SafeText.Line(FirstLine(error), LongestOutcome) is { Length: > 0 } said ? said : "failed";
        }

        string output = (state.Output ?? "").Trim();
        int lines = output.AsSpan().Count('\n') + 1;
        return output.Length == 0 ? "" : lines > 1 || output.Length > LongestOutcome
            ? string.Create(CultureInfo.InvariantCulture, $"{lines} {(lines == 1 ? "line" : "lines")}")
            : SafeText.Line(output, LongestOutcome);
    }

    private static string FirstLine(string text)
    {
        string trimmed = text.Trim();
        int end = trimmed.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? trimmed : trimmed[..end];
    }
}

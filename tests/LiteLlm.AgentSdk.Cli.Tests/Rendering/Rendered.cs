using System.Text.RegularExpressions;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Tests.Rendering;

/// <summary>Renders text as in a terminal.</summary>
internal static partial class Rendered
{
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["0"] = "",
        ["1"] = "bold",
        ["2"] = "dim",
        ["3"] = "italic",
        ["4"] = "underline",
        ["9"] = "strike",
        ["31"] = "red",
        ["32"] = "green",
        ["33"] = "yellow",
        ["35"] = "magenta",
        ["36"] = "cyan",
    };

    /// <summary>Renders Markdown with names for its colours: <c>{bold}text{}</c>.</summary>
    public static string Markdown(string text, int columns = 60, IEnumerable<string>? pieces = null) => Named(Raw(text, columns, pieces));

    /// <summary>Renders Markdown with the control sequences of its colours.</summary>
    public static string Raw(string text, int columns = 60, IEnumerable<string>? pieces = null)
    {
        StringWriter output = new() { NewLine = "\n" };
        StyledWriter styled = new(output, hasColours: true);
        MarkdownText markdown = new(styled, () => columns);
        SafeTextStream safe = new();
        foreach (string piece in pieces ?? [text])
        {
            markdown.Write(safe.Push(piece));
        }

        markdown.Write(safe.Finish());
        markdown.Finish();
        styled.Flush();
        return output.ToString();
    }

    public static string Plain(string rendered) => Sequence().Replace(rendered, "");

    private static string Named(string rendered) => Sequence().Replace(
        rendered,
        sequence => "{"
            + string.Join(' ', sequence.Groups[1].Value.Split(';').Select(code => s_names[code]).Where(name => name.Length > 0)) + "}");

    [GeneratedRegex(@"\x1b\[([0-9;]*)m")]
    private static partial Regex Sequence();
}

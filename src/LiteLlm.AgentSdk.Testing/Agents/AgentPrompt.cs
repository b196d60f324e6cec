using System.Text.RegularExpressions;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary>
/// An agent's prompt: its own text, and a block for each attached skill, which begins with a mark that contains the skill's id.
/// </summary>
internal static partial class AgentPrompt
{
    public static IReadOnlyList<string> SkillIds(string? prompt) =>
        [.. Mark().Matches(prompt ?? "").Select(match => match.Groups["id"].Value)];

    /// <summary>Returns the prompt with a skill appended, or unchanged if it has the skill already.</summary>
    public static string WithSkill(string? prompt, string id, string content)
    {
        string current = TrimEnd(prompt ?? "");
        string mark = $"<!-- skill:{id} -->\n";
        if (current.StartsWith(mark, StringComparison.Ordinal) || current.Contains("\n" + mark, StringComparison.Ordinal))
        {
            return current;
        }

        string block = mark + JsNumber.Trim(content);
        return current.Length == 0 ? block : current + "\n\n" + block;
    }

    public static string? WithoutSkill(string? prompt, string id)
    {
        var block = new Regex($@"\n*<!-- skill:{Regex.Escape(id)} -->\n[\s\S]*?(?=\n+<!-- skill:|\z)", RegexOptions.None,
            TimeSpan.FromSeconds(1));
        return Clean(block.Replace(prompt ?? "", "", 1));
    }

    public static string? WithoutSkills(string? prompt) => Clean(Block().Replace((prompt ?? "").Split("\n<!-- skill -->\n")[0], ""));

    private static string? Clean(string prompt) => TrimEnd(prompt.TrimStart('\n')) is { Length: > 0 } left ? left : null;

    private static string TrimEnd(string text) => JsNumber.Trim("." + text)[1..];

    [GeneratedRegex(@"<!-- skill:(?<id>[^\s>]+) -->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\n*<!-- skill:[^\s>]+ -->\n[\s\S]*?(?=\n+<!-- skill:|\z)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}

using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary>An agent's prompt: its own words, and a block for every skill that is attached, each under a mark with the skill's id.</summary>
internal static partial class AgentPrompt
{
    public static IReadOnlyList<string> SkillIds(string? prompt) => [.. Mark().Matches(prompt ?? "").Select(match => match.Groups["id"].Value)];

    public static string WithSkill(string? prompt, string id, string content)
    {
        string block = $"<!-- skill:{id} -->\n{content}";
        return string.IsNullOrEmpty(prompt) ? block : prompt + "\n\n" + block;
    }

    public static string? WithoutSkill(string? prompt, string id)
    {
        if (prompt is null)
        {
            return null;
        }

        var marks = Mark().Matches(prompt);
        for (int i = 0; i < marks.Count; i++)
        {
            if (marks[i].Groups["id"].Value == id)
            {
                string before = prompt[..marks[i].Index].TrimEnd();
                string after = i + 1 < marks.Count ? prompt[marks[i + 1].Index..] : "";
                return Joined(before, after);
            }
        }

        return prompt;
    }

    public static string? WithoutSkills(string? prompt) =>
        prompt is not null && Mark().Match(prompt) is { Success: true } first ? Joined(prompt[..first.Index].TrimEnd(), "") : prompt;

    /// <summary>Other words of its own, the same skills.</summary>
    public static string WithOwnWords(string? prompt, string words)
    {
        string skills = prompt is not null && Mark().Match(prompt) is { Success: true } first ? prompt[first.Index..] : "";
        return Joined(words, skills) ?? "";
    }

    private static string? Joined(string before, string after) =>
        before.Length == 0 && after.Length == 0 ? null : before + (before.Length > 0 && after.Length > 0 ? "\n\n" : "") + after;

    [GeneratedRegex("<!-- skill:(?<id>.+?) -->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();
}

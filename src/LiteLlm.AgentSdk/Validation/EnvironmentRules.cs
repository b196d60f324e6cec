using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk;

/// <summary>What the platform takes as <c>env_vars</c>, of agents and of sessions. No message ever quotes a value.</summary>
internal static partial class EnvironmentRules
{
    private const int MaxVariables = 50;
    private const int MaxSize = 16_384;

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "REPO_URL", "BRANCH", "LITELLM_API_KEY", "LITELLM_API_BASE", "LITELLM_DEFAULT_MODEL", "AGENT_PROMPT", "PORT", "GIT_TOKEN",
            "AGENT_REQUIREMENTS",
    };

    public static void Check(EnvironmentVariables? variables, List<ValidationError> problems)
    {
        if (variables is null)
        {
            return;
        }

        if (variables.Count > MaxVariables)
        {
            problems.Add(new("env_vars", $"there are {variables.Count}; at most {MaxVariables} are taken"));
        }

        foreach (string name in variables.Keys)
        {
            if (!Name().IsMatch(name))
            {
                problems.Add(new($"env_vars.{name}", "the name has to be letters, digits and underscores, and begin with no digit"));
            }
            else if (name == "AGENT_REQUIREMENTS")
            {
                problems.Add(new($"env_vars.{name}",
                    "the name is reserved: the platform gives the agent's requirements back under it; take it out before the map is sent"));
            }
            else if (Reserved.Contains(name))
            {
                problems.Add(new($"env_vars.{name}", "the name is reserved by the platform"));
            }
        }

        int size = SizeAsJson(variables);
        if (size > MaxSize)
        {
            problems.Add(new("env_vars", $"they have {size} characters as JSON; at most {MaxSize} are taken"));
        }
    }

    /// <summary>The length of what JavaScript's <c>JSON.stringify</c> makes of the map, in UTF-16 code units.</summary>
    internal static int SizeAsJson(EnvironmentVariables variables)
    {
        int size = 2 + Math.Max(0, variables.Count - 1);
        foreach ((string name, string value) in variables)
        {
            size += Quoted(name) + 1 + Quoted(value);
        }

        return size;
    }

    private static int Quoted(string text)
    {
        int length = 2;
        for (int i = 0; i < text.Length; i++)
        {
            length += text[i] switch
            {
                '"' or '\\' or '\b' or '\f' or '\n' or '\r' or '\t' => 2,
                < ' ' => 6,
                _ when char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) => 1,
                _ when char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]) => 1,
                _ when char.IsSurrogate(text[i]) => 6, // a lone one is written as an escape
                _ => 1,
            };
        }

        return length;
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}

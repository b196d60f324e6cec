using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk;

/// <summary>The platform's rules for the <c>env_vars</c> of agents and sessions. No message contains a value.</summary>
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
            problems.Add(new("env_vars", $"there are {variables.Count}; at most {MaxVariables} are allowed"));
        }

        foreach (string name in variables.Keys)
        {
            if (!Name().IsMatch(name))
            {
                problems.Add(new($"env_vars.{name}",
                    "the name must consist of letters, digits and underscores, and must not begin with a digit"));
            }
            else if (name == "AGENT_REQUIREMENTS")
            {
                problems.Add(new($"env_vars.{name}",
                    "the name is reserved for the agent's requirements, which the platform returns; remove it from the variables to send"));
            }
            else if (Reserved.Contains(name))
            {
                problems.Add(new($"env_vars.{name}", "the name is reserved by the platform"));
            }
        }

        int size = SizeAsJson(variables);
        if (size > MaxSize)
        {
            problems.Add(new("env_vars", $"they have {size} characters as JSON; at most {MaxSize} are allowed"));
        }
    }

    /// <summary>Returns the length of the map as JSON, as <c>JSON.stringify</c> of JavaScript writes it, in UTF-16 code units.</summary>
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
                _ when char.IsSurrogate(text[i]) => 6, // an unpaired surrogate is written as an escape
                _ => 1,
            };
        }

        return length;
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}

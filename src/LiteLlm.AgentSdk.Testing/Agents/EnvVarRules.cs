using System.Text.Json;
using System.Text.RegularExpressions;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary>What the platform asks of environment variables and hosts.</summary>
internal static partial class EnvVarRules
{
    public static readonly string[] Reserved =
    [
        "REPO_URL", "BRANCH", "LITELLM_API_KEY", "LITELLM_API_BASE", "LITELLM_DEFAULT_MODEL", "AGENT_PROMPT", "PORT", "GIT_TOKEN",
        "AGENT_REQUIREMENTS",
    ];

    public static IReadOnlyDictionary<string, string>? Read(JsonElement body, Issues issues)
    {
        const string name = "env_vars";
        if (!body.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            issues.WrongType("object", value, [name]);
            return null;
        }

        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        bool wellTyped = true;
        foreach (JsonProperty variable in value.EnumerateObject())
        {
            if (!Name().IsMatch(variable.Name))
            {
                issues.InvalidString("regex", "invalid env var name", [name, variable.Name]);
            }

            if (variable.Value.ValueKind != JsonValueKind.String)
            {
                issues.WrongType("string", variable.Value, [name, variable.Name]);
                wellTyped = false;
                continue;
            }

            variables[variable.Name] = variable.Value.GetString()!;
        }

        if (wellTyped)
        {
            CheckAll(variables, issues, name);
        }

        return variables;
    }

    public static void Host(Issues issues, string host, object[] path)
    {
        string trimmed = host.Trim();
        if (trimmed.Length is < 1 or > 253 || !HostName().IsMatch(trimmed))
        {
            issues.Custom("must be a domain, *.wildcard, IP, or CIDR", path);
        }
    }

    /// <summary>Hosts by name of variable, as JSON, with its members.</summary>
    public static (string Json, IReadOnlyList<(string Name, IReadOnlyList<string> Hosts)> Members)? Hosts(JsonElement body, Issues issues)
    {
        const string name = "env_var_hosts";
        if (!body.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            issues.WrongType("object", value, [name]);
            return null;
        }

        var members = new List<(string, IReadOnlyList<string>)>();
        foreach (JsonProperty member in value.EnumerateObject())
        {
            var hosts = new List<string>();
            if (member.Value.ValueKind != JsonValueKind.Array)
            {
                issues.WrongType("array", member.Value, [name, member.Name]);
                continue;
            }

            foreach (JsonElement host in member.Value.EnumerateArray())
            {
                object[] path = [name, member.Name, hosts.Count];
                if (host.ValueKind == JsonValueKind.String)
                {
                    Host(issues, host.GetString()!, path);
                }
                else
                {
                    issues.WrongType("string", host, path);
                }

                hosts.Add(host.ToString().Trim());
            }

            members.Add((member.Name, hosts));
        }

        return (JsText.Of(value), members);
    }

    /// <summary>What is wrong between the fields, in the platform's words; null when nothing is.</summary>
    public static string? Cross(
        IReadOnlyList<(string Name, IReadOnlyList<string> Hosts)> members, IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> allowed)
    {
        foreach ((string name, IReadOnlyList<string> hosts) in members)
        {
            if (!variables.ContainsKey(name))
            {
                return $"env_var_hosts: '{name}' is not a defined env var";
            }

            if (hosts.FirstOrDefault(host => !allowed.Any(rule => Covers(rule, host))) is { } stranger)
            {
                return $"env_var_hosts: host '{stranger}' for '{name}' is not covered by allow_out";
            }
        }

        return null;
    }

    private static bool Covers(string rule, string host) => rule.StartsWith("*.", StringComparison.Ordinal)
        ? host == rule || host == rule[2..] || host.EndsWith(rule[1..], StringComparison.OrdinalIgnoreCase)
        : string.Equals(rule, host, StringComparison.OrdinalIgnoreCase);

    private static void CheckAll(Dictionary<string, string> variables, Issues issues, string name)
    {
        if (variables.Count > 50)
        {
            issues.Custom("env_vars: max 50 keys", [name]);
        }

        if (JsText.Map(variables).Length > 16384)
        {
            issues.Custom("env_vars: total size must be ≤ 16384 bytes", [name]);
        }

        if (variables.Keys.Any(Reserved.Contains))
        {
            issues.Custom("env_vars cannot override reserved keys: " + string.Join(", ", Reserved), [name]);
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$(?!\n)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(\*\.)?[A-Za-z0-9._-]+(/\d{1,2})?$(?!\n)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostName();
}

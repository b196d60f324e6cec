using System.Text.Json;
using System.Text.RegularExpressions;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary>The platform's rules for environment variables and hosts.</summary>
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
        if (issues.Object(body, name) is not { } value)
        {
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
        if (!IsHost(host))
        {
            issues.Custom("must be a domain, *.wildcard, IP, or CIDR", path);
        }
    }

    /// <summary>Reads the hosts by the variable's name.</summary>
    public static IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>? Hosts(JsonElement body, Issues issues)
    {
        const string name = "env_var_hosts";
        if (issues.Object(body, name) is not { } value)
        {
            return null;
        }

        var members = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        bool wellTyped = true;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!Name().IsMatch(member.Name))
            {
                issues.InvalidString("regex", "invalid env var name", [name, member.Name]);
            }

            if (member.Value.ValueKind != JsonValueKind.Array)
            {
                issues.WrongType("array", member.Value, [name, member.Name]);
                wellTyped = false;
                continue;
            }

            var hosts = new List<string>();
            foreach (JsonElement host in member.Value.EnumerateArray())
            {
                if (host.ValueKind != JsonValueKind.String)
                {
                    issues.WrongType("string", host, [name, member.Name, hosts.Count]);
                    wellTyped = false;
                }

                hosts.Add(host.ToString());
            }

            members[member.Name] = hosts;
        }

        if (wellTyped && !members.Values.All(hosts => hosts.All(IsHost)))
        {
            issues.Custom("env_var_hosts: each host must be a domain, *.wildcard, IP, or CIDR", [name]);
        }

        return [.. members];
    }

    /// <summary>Checks rules that concern several fields of a new agent. Returns the platform's error text, or null.</summary>
    public static string? CheckCombination(
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> bindings, IReadOnlyDictionary<string, string> variables,
            IReadOnlyList<string> allowed)
    {
        foreach ((string name, IReadOnlyList<string> hosts) in bindings)
        {
            if (!variables.ContainsKey(name))
            {
                return NotDefined(name);
            }

            if (hosts.FirstOrDefault(host => !IsAllowed(host, allowed)) is { } stranger)
            {
                return $"env_var_hosts: host '{stranger}' for '{name}' is not in the agent's allowed hosts";
            }
        }

        return null;
    }

    public static string NotDefined(string name) => $"env_var_hosts: '{name}' is not a defined env var";

    /// <summary>Returns whether a list of rules covers a host. The comparison is case-sensitive.</summary>
    public static bool IsAllowed(string host, IReadOnlyList<string> allowed) => allowed.Any(rule => Covers(JsNumber.Trim(rule), host));

    private static bool Covers(string rule, string host) => rule.StartsWith("*.", StringComparison.Ordinal)
        ? host == rule[2..] || host.EndsWith(rule[1..], StringComparison.Ordinal)
        : rule == host;

    private static bool IsHost(string host)
    {
        string trimmed = JsNumber.Trim(host);
        return trimmed.Length is >= 1 and <= 253 && HostName().IsMatch(trimmed);
    }

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

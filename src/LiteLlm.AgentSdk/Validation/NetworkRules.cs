using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk;

/// <summary>What the platform takes as hosts, and how variables and hosts have to fit together.</summary>
internal static partial class NetworkRules
{
    private const int MaxHost = 253;

    public static void Check(IReadOnlyList<string>? hosts, string field, List<ValidationError> problems)
    {
        for (int i = 0; i < hosts?.Count; i++)
        {
            if (!IsHost(hosts[i]))
            {
                problems.Add(new($"{field}[{i}]",
                    $"'{hosts[i]}' is no host: a domain, *.domain, an IP address or a CIDR block, at most {MaxHost} characters"));
            }
        }
    }

    /// <summary>
    /// Checks against the variables and allowed hosts that are known; <see langword="null"/> for those that only the platform knows.
    /// </summary>
    public static void CheckVariableHosts(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? hosts,
        IReadOnlyCollection<string>? variables,
        IReadOnlyList<string>? allowOut,
        List<ValidationError> problems)
    {
        if (hosts is null)
        {
            return;
        }

        foreach ((string variable, IReadOnlyList<string> of) in hosts)
        {
            if (variables is not null && !variables.Contains(variable))
            {
                problems.Add(new($"env_var_hosts.{variable}", "there is no such variable in env_vars"));
            }

            Check(of, $"env_var_hosts.{variable}", problems);
            for (int i = 0; i < of?.Count; i++)
            {
                if (allowOut is not null && IsHost(of[i]) && !allowOut.Any(allowed => Covers(allowed, of[i])))
                {
                    problems.Add(new($"env_var_hosts.{variable}[{i}]", $"'{of[i]}' is not covered by allow_out"));
                }
            }
        }
    }

    private static bool IsHost(string? host) =>
        host?.Trim() is { Length: >= 1 and <= MaxHost } trimmed && Host().IsMatch(trimmed);

    private static bool Covers(string? allowed, string host)
    {
        string rule = allowed?.Trim().ToLowerInvariant() ?? "";
        string name = host.Trim().ToLowerInvariant();
        return rule == name
            || (rule.StartsWith("*.", StringComparison.Ordinal)
                && (name == rule[2..] || name.EndsWith(rule[1..], StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"\A(\*\.)?[A-Za-z0-9._-]+(/[0-9]{1,2})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Host();
}

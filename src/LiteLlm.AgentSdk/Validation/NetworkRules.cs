using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk;

/// <summary>The platform's rules for hosts, and for the hosts to which environment variables may be sent.</summary>
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
                    $"'{hosts[i]}' is not a host; expected a domain, *.domain, an IP address or a CIDR block, up to {MaxHost} characters"));
            }
        }
    }

    /// <summary>
    /// Checks the hosts of variables against the known variables and allowed hosts; <see langword="null"/> if only the platform knows them.
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
                problems.Add(new($"env_var_hosts.{variable}", "env_vars has no such variable"));
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

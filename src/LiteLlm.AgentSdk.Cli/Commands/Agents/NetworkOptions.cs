using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Commands.Agents;

/// <summary>The options for the hosts that an agent's sandboxes can reach.</summary>
internal sealed class NetworkOptions
{
    public Option<string[]> AllowOut { get; } =
        Args.Texts("--allow-out", "A host that the sandbox may reach, such as api.example.com or *.example.com", "host");

    public Option<string[]> DenyOut { get; } = Args.Texts("--deny-out", "A host that the sandbox may not reach", "host");

    public Option<string[]> EnvHosts { get; } = Args.Texts("--env-host", "The hosts that a variable may be sent to", "NAME=host[,host]");

    public IReadOnlyList<string>? ReadAllowed(CommandContext context) => NullIfEmpty(context.Value(AllowOut));

    public IReadOnlyList<string>? ReadDenied(CommandContext context) => NullIfEmpty(context.Value(DenyOut));

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? ReadEnvHosts(CommandContext context)
    {
        if (context.Value(EnvHosts) is not { Length: > 0 } given)
        {
            return null;
        }

        Dictionary<string, IReadOnlyList<string>> hosts = new(StringComparer.Ordinal);
        foreach (string text in given)
        {
            string[] sides = text.Split('=', 2);
            if (sides.Length < 2 || sides[0].Length == 0 || sides[1].Length == 0)
            {
                throw CliException.Usage($"--env-host {text}: write NAME=host, or NAME=host,host.");
            }

            IReadOnlyList<string> more = sides[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            hosts[sides[0]] = hosts.TryGetValue(sides[0], out IReadOnlyList<string>? known) ? [.. known, .. more] : more;
        }

        return hosts;
    }

    /// <summary>Returns the values; null for none, so that the request omits them.</summary>
    public static IReadOnlyList<string>? NullIfEmpty(string[]? given) => given is { Length: > 0 } ? given : null;
}

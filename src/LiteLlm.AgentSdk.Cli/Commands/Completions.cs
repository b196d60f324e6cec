using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Rendering;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.Commands;

/// <summary>
/// The names for shell completion. They are requested from the platform when needed, and omitted if it does not respond quickly.
/// </summary>
internal static class Completions
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public static IEnumerable<string> Agents() => RequestNames(async (platform, stop) =>
        (await platform.Agents.ListAsync(new AgentListOptions { Limit = AgentFinder.MaxOnPage }, stop).GetFirstPageAsync(stop))
            .Items.Select(agent => agent.Name ?? agent.Id));

    public static IEnumerable<string> Sessions() => RequestNames(async (platform, stop) =>
        (await platform.Sessions.ListAsync(new SessionListOptions { Limit = SessionFinder.MaxListed }, stop).ToListAsync(stop))
            .Where(session => !Talk.Farewell.HasEnded(session)).Select(session => session.Id));

    public static IEnumerable<string> Skills() =>
        RequestNames(async (platform, stop) => (await platform.Skills.ListAsync(stop).ToListAsync(stop)).Select(skill => skill.Name));

    public static IEnumerable<string> Profiles()
    {
        try
        {
            return ConfigFile.Read(ConfigFile.DefaultPath).ProfileNames;
        }
        catch (CliException)
        {
            // Completion can't show errors. The command itself will report them.
            return [];
        }
    }

    private static string[] RequestNames(Func<AgentPlatformClient, CancellationToken, Task<IEnumerable<string>>> names)
    {
        using Printer printer = new();
        printer.Configure(quiet: true, verbose: false);
        try
        {
            Connection connection = ConnectionResolver.Resolve(new GivenSettings(null, null, null, false), printer);
            using AgentPlatformClient platform = new(new AgentPlatformOptions
            {
                BaseUrl = connection.BaseUrl,
                ApiKey = connection.ApiKey,
                AllowInsecureHttp = connection.AllowHttp,
                Retry = new RetryOptions { MaxRetries = 0 },
            });
            using CancellationTokenSource stop = new(s_patience);

            // Names are untrusted text: names with control characters are omitted.
            return [.. names(platform, stop.Token).GetAwaiter().GetResult()
                .Where(name => name.Length > 0 && SafeText.Clean(name) == name && !name.Contains('\n', StringComparison.Ordinal))];
        }
        catch (Exception e) when (e is CliException or AgentPlatformException or OperationCanceledException)
        {
            // As above.
            return [];
        }
    }
}

using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Naming;

/// <summary>Finds a session by its id, or by an address that a browser shows, <c>.../sessions/&lt;id&gt;</c>.</summary>
internal static class SessionFinder
{
    private const string PathStep = "sessions";

    public static async Task<Session> FindAsync(CommandContext context, string text)
    {
        string id = IdOf(text);
        return await TryGetAsync(context, id) ?? throw CliException.NotFound($"There is no session '{id}': 'lap ps --all' lists them.");
    }

    public static async Task<Session?> TryGetAsync(CommandContext context, string id)
    {
        try
        {
            return await context.Platform.Sessions.GetAsync(id, context.Cancellation);
        }
        catch (AgentPlatformNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The id in what was given.</summary>
    public static string IdOf(string text)
    {
        text = text.Trim();
        if (text.Contains('/', StringComparison.Ordinal))
        {
            string[] steps = text.Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
            int at = Array.LastIndexOf(steps, PathStep);
            text = at >= 0 && at + 1 < steps.Length ? steps[at + 1] : throw CliException.Usage($"'{text}' is neither the id of a session nor an address that ends in /sessions/<id>.");
        }

        return text.Length > 0 ? text : throw CliException.Usage("The id of the session is empty.");
    }
}

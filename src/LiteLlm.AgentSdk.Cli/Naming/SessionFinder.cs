using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Talk;

namespace LiteLlm.AgentSdk.Cli.Naming;

/// <summary>Finds a session by its id, or by its address in the browser, <c>.../sessions/&lt;id&gt;</c>.</summary>
internal static class SessionFinder
{
    /// <summary>The most sessions that the platform lists.</summary>
    public const int MaxListed = 200;

    private const string PathStep = "sessions";

    /// <summary>Gets the newest sessions: all, or those of one agent.</summary>
    public static Task<IReadOnlyList<Session>> ListAsync(CommandContext context, string? agentId = null) =>
        context.Platform.Sessions
            .ListAsync(new SessionListOptions { AgentId = agentId, Limit = MaxListed })
            .ToListAsync(context.Cancellation);

    public static async Task<Session> FindAsync(CommandContext context, string text)
    {
        string id = await ResolveAsync(context, IdOf(text));
        return await TryGetAsync(context, id) ?? throw NoSuchSession(id);
    }

    /// <summary>Finds a session for a text that can also name an agent; null if no session matches.</summary>
    public static async Task<Session?> TryFindAsync(CommandContext context, string text)
    {
        if (text.Contains("/sessions/", StringComparison.Ordinal))
        {
            return await FindAsync(context, text);
        }

        if (NameMatch.IsId(text))
        {
            return await TryGetAsync(context, text);
        }

        // An agent with exactly this name has priority over a session whose id has this beginning.
        return NameMatch.MayBePrefix(text) && await MatchAsync(context, text) is { } id && !await AgentFinder.IsNameAsync(context, text)
            ? await TryGetAsync(context, id)
            : null;
    }

    /// <summary>Finds the live session that was used last.</summary>
    public static async Task<Session> FindLastAsync(CommandContext context)
    {
        IReadOnlyList<Session> sessions = await ListAsync(context);
        Session? last = null;
        foreach (Session session in sessions)
        {
            if (!Farewell.HasEnded(session)
                && (last is null || (session.LastSeenAt ?? session.CreatedAt) > (last.LastSeenAt ?? last.CreatedAt)))
            {
                last = session;
            }
        }

        return last ?? throw CliException.NotFound("No session is alive; 'lap ps --all' lists those that have ended.");
    }

    /// <summary>Gets the full id of a session from its beginning.</summary>
    public static async Task<string> ResolveAsync(CommandContext context, string id) =>
        NameMatch.MayBePrefix(id) ? await MatchAsync(context, id) ?? id : id;

    /// <summary>Gets the error for a session that does not exist.</summary>
    public static CliException NoSuchSession(string id) => CliException.NotFound($"There is no session '{id}': 'lap ps --all' lists them.");

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

    /// <summary>Gets the id from an id or an address.</summary>
    public static string IdOf(string text)
    {
        text = text.Trim();
        if (text.Contains('/', StringComparison.Ordinal))
        {
            string[] steps = text.Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
            int at = Array.LastIndexOf(steps, PathStep);
            text = at >= 0 && at + 1 < steps.Length ? steps[at + 1]
                : throw CliException.Usage($"'{text}' is neither the id of a session nor an address that ends in /sessions/<id>.");
        }

        return text.Length > 0 ? text : throw CliException.Usage("The id of the session is empty.");
    }

    private static async Task<string?> MatchAsync(CommandContext context, string prefix)
    {
        IReadOnlyList<Session> sessions = await ListAsync(context);
        return NameMatch.PickId("session", prefix, [.. sessions.Select(session => session.Id)]);
    }
}

using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Naming;

/// <summary>Finds an agent by its id or name.</summary>
internal static class AgentFinder
{
    /// <summary>The largest number of agents that the platform returns on one page.</summary>
    public const int MaxOnPage = 200;

    public static async Task<Agent> FindAsync(CommandContext context, string text) => (await FindWithRuleAsync(context, text)).Agent;

    /// <summary>Finds the agent of the first word of a command line, which can also be a misspelled command.</summary>
    public static async Task<Agent> FindOrCommandAsync(CommandContext context, string text)
    {
        return NameMatch.IsId(text) ? await FindAsync(context, text)
            : await SearchAsync(context, text.Trim()) is { } match ? match.Agent
            : throw await NoSuchAgentAsync(context, "command or agent", text, context.CommandNames);
    }

    /// <summary>Returns the agent, and whether the text is only a part of its name.</summary>
    public static async Task<(Agent Agent, bool ByPart)> FindWithRuleAsync(CommandContext context, string text)
    {
        text = text.Trim();
        if (text.Length == 0)
        {
            throw CliException.Usage("The name of the agent is empty.");
        }

        if (NameMatch.IsId(text))
        {
            return (await TryGetAsync(context, text) ?? throw NoSuchAgent("agent", text, null), false);
        }

        return await SearchAsync(context, text) ?? throw await NoSuchAgentAsync(context, "agent", text, []);
    }

    private static async Task<(Agent Agent, bool ByPart)?> SearchAsync(CommandContext context, string text)
    {
        try
        {
            IReadOnlyList<Agent> all = await context.Platform.Agents
                .ListAsync(new AgentListOptions { Search = text, Limit = MaxOnPage })
                .ToListAsync(context.Cancellation);
            if (NameMatch.Pick("agent", text, all, agent => agent.Id, agent => agent.Name, agent => agent.CreatedAt) is { } match)
            {
                return match;
            }
        }
        catch (AgentPlatformNotFoundException)
        {
            // An older proxy can't list agents, and its ids can be other than UUIDs.
        }

        return await TryGetAsync(context, text) is { } found ? (found, false) : null;
    }

    /// <summary>Gets the names of the agents that have one, by their ids.</summary>
    public static async Task<Dictionary<string, string>> NamesAsync(CommandContext context)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        await foreach (Agent agent in context.Platform.Agents.ListAsync(new AgentListOptions { Limit = MaxOnPage }, context.Cancellation))
        {
            if (agent.Name is { } name)
            {
                names[agent.Id] = name;
            }
        }

        return names;
    }

    /// <summary>Checks whether an agent has exactly this name.</summary>
    public static async Task<bool> IsNameAsync(CommandContext context, string text)
    {
        Page<Agent> page = await context.Platform.Agents
            .ListAsync(new AgentListOptions { Search = text, Limit = MaxOnPage })
            .GetFirstPageAsync(context.Cancellation);
        return page.Items.Any(agent => text.Equals(agent.Name, StringComparison.OrdinalIgnoreCase));
    }

    public static async Task<Agent?> TryGetAsync(CommandContext context, string id)
    {
        try
        {
            return await context.Platform.Agents.GetAsync(id, context.Cancellation);
        }
        catch (AgentPlatformNotFoundException)
        {
            return null;
        }
    }

    private static async Task<CliException> NoSuchAgentAsync(CommandContext context, string kind, string text, IEnumerable<string> others)
    {
        string[] names = [];
        try
        {
            Page<Agent> page = await context.Platform.Agents
                .ListAsync(new AgentListOptions { Limit = MaxOnPage })
                .GetFirstPageAsync(context.Cancellation);
            names = [.. page.Items.Select(agent => agent.Name).OfType<string>()];
        }
        catch (AgentPlatformNotFoundException)
        {
            // An older proxy can't list agents.
        }

        return NoSuchAgent(kind, text, Spelling.FindNearest(text, [.. others, .. names]));
    }

    private static CliException NoSuchAgent(string kind, string text, string? nearest) => CliException.NotFound(nearest is null
        ? $"There is no {kind} '{text}': 'lap agents' lists the agents{(kind == "agent" ? "" : ", 'lap --help' the commands")}."
        : $"There is no {kind} '{text}'; did you mean '{nearest}'?");
}

using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Naming;

/// <summary>Finds the agent that somebody means.</summary>
internal static class AgentFinder
{
    public static async Task<Agent> FindAsync(CommandContext context, string text) => (await FindWithRuleAsync(context, text)).Agent;

    /// <summary>The agent, and whether it was named by a part of its name only.</summary>
    public static async Task<(Agent Agent, bool ByPart)> FindWithRuleAsync(CommandContext context, string text)
    {
        text = text.Trim();
        if (text.Length == 0)
        {
            throw CliException.Usage("The name of the agent is empty.");
        }

        if (NameMatch.IsId(text))
        {
            return (await TryGetAsync(context, text) ?? throw NoSuchAgent(text), false);
        }

        try
        {
            List<Agent> all = [];
            await foreach (Agent agent in context.Platform.Agents.ListAsync(new AgentListOptions { Search = text, Limit = 200 }, context.Cancellation))
            {
                all.Add(agent);
            }

            if (NameMatch.Pick("agent", text, all, agent => agent.Id, agent => agent.Name) is { } match)
            {
                return match;
            }
        }
        catch (AgentPlatformNotFoundException)
        {
            // An older proxy does not list agents; its ids need not be UUIDs either.
        }

        return (await TryGetAsync(context, text) ?? throw NoSuchAgent(text), false);
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

    private static CliException NoSuchAgent(string text) => CliException.NotFound($"There is no agent '{text}': 'lap agents' lists them.");
}

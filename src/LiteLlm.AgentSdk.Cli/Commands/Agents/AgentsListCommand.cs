using System.CommandLine;
using System.Globalization;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Agents;

/// <summary><c>lap agents [list]</c>.</summary>
internal sealed class AgentsListCommand
{
    private const int LargestPage = 200;

    private readonly Option<string?> _search = Args.Text("--search", "Only agents with this text in their name, id or harness");
    private readonly Option<string?> _sort = Args.Choice("--sort", "What to sort by", "field", "created_at", "name", "harness_id", "sessions");
    private readonly Option<string?> _order = Args.Choice("--order", "Which way to sort", "way", "asc", "desc");
    private readonly Option<int?> _limit = Args.Number("--limit", "How many at most (50 by default)");
    private readonly Option<bool> _all = Args.Flag("--all", "All of them, however many there are", "-a");

    public Command Fill(Command command, CommandHost host) =>
        host.On(command.With(_search, _sort, _order, _limit, _all), ListAsync);

    private async Task ListAsync(CommandContext context)
    {
        AgentListOptions options = new()
        {
            Search = context.Value(_search),
            Sort = context.Value(_sort) is { } sort ? new AgentSort(sort) : null,
            Order = context.Value(_order) is { } order ? new SortOrder(order) : null,
            Limit = context.Value(_all) ? LargestPage : context.Value(_limit),
        };
        (List<Agent> agents, int total) = await FetchAsync(context, options);
        if (context.Json)
        {
            JsonPrinter.WriteArray(context.Printer, agents, agent => agent.Raw, context.ShowSecrets);
        }
        else
        {
            Print(context, agents);
        }

        if (agents.Count < total)
        {
            context.Printer.Info($"{agents.Count} of {total} agents; --all lists the rest.");
        }
    }

    private async Task<(List<Agent> Agents, int Total)> FetchAsync(CommandContext context, AgentListOptions options)
    {
        if (!context.Value(_all))
        {
            Page<Agent> page = await context.Platform.Agents.ListPageAsync(options, context.Cancellation);
            return ([.. page.Items], page.Total);
        }

        List<Agent> agents = [];
        await foreach (Agent agent in context.Platform.Agents.ListAsync(options, context.Cancellation))
        {
            agents.Add(agent);
        }

        return (agents, agents.Count);
    }

    private static void Print(CommandContext context, List<Agent> agents)
    {
        Table table = new("NAME", "ID", "HARNESS", "MODEL", "SESSIONS", "CREATED");
        foreach (Agent agent in agents)
        {
            string? sessions = agent.SessionCount?.ToString(CultureInfo.InvariantCulture);
            table.Add(
                agent.Name,
                agent.Id,
                agent.HarnessId.Value,
                agent.Model,
                agent.HasActiveSession is true ? $"{sessions} (active)" : sessions,
                Times.Of(agent.CreatedAt));
        }

        table.Print(context.Printer, "There are no agents; 'lap agents create' makes one.");
    }
}

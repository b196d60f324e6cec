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
    private readonly Option<string?> _sort =
        Args.Choice("--sort", "What to sort by", "field", "created_at", "name", "harness_id", "sessions");
    private readonly Option<string?> _order = Args.Choice("--order", "Which way to sort", "way", "asc", "desc");
    private readonly Option<int?> _limit = Args.Number("--limit", "How many at most (50 by default)").Between(1, int.MaxValue);
    private readonly Option<bool> _all = Args.Flag("--all", "All of them, however many there are", "-a");

    public Command Fill(Command command, CommandHost host) =>
        host.On(command.With(_search, _sort, _order, _limit, _all, host.Globals.Wide, host.Globals.NoTrunc), ListAsync);

    private async Task ListAsync(CommandContext context)
    {
        AgentListOptions options = new()
        {
            Search = context.Value(_search),
            Sort = context.Value(_sort) is { } sort ? new AgentSort(sort) : null,
            Order = context.Value(_order) is { } order ? new SortOrder(order) : null,
            Limit = context.Value(_all) ? LargestPage : context.Value(_limit),
        };
        (IReadOnlyList<Agent> agents, int total) = await FetchAsync(context, options);
        if (context.Json)
        {
            JsonPrinter.WriteArray(context.Printer, agents, agent => agent.Raw, context.ShowSecrets);
        }
        else
        {
            Print(context, agents, await TemplatesAsync(context, agents));
        }

        if (agents.Count < total)
        {
            context.Printer.Info($"{agents.Count} of {total} agents; --all lists the rest.");
        }
    }

    private async Task<(IReadOnlyList<Agent> Agents, int Total)> FetchAsync(CommandContext context, AgentListOptions options)
    {
        PagedAsyncEnumerable<Agent> list = context.Platform.Agents.ListAsync(options);
        if (!context.Value(_all))
        {
            Page<Agent> page = await list.GetFirstPageAsync(context.Cancellation);
            return (page.Items, page.Total);
        }

        IReadOnlyList<Agent> agents = await list.ToListAsync(context.Cancellation);
        return (agents, agents.Count);
    }

    /// <summary>Gets the names of the templates that the agents were made from; without any such agent, the platform is not
    /// asked.</summary>
    private static async Task<Dictionary<string, string>> TemplatesAsync(CommandContext context, IReadOnlyList<Agent> agents)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        if (agents.Any(agent => agent.TemplateId is not null))
        {
            await foreach (Template template in context.Platform.Templates.ListAsync(context.Cancellation))
            {
                names[template.Id] = template.Name ?? Ids.Short(template.Id);
            }
        }

        return names;
    }

    private static string? TemplateOf(Agent agent, Dictionary<string, string> names) => agent.TemplateId is not { } id ? null
        : $"{names.GetValueOrDefault(id, Ids.Short(id))}{(agent.TemplateVersion is { } version
            ? string.Create(CultureInfo.InvariantCulture, $" v{version}") : "")}{(agent.TemplateInSync ? "" : " (old)")}";

    private static void Print(CommandContext context, IReadOnlyList<Agent> agents, Dictionary<string, string> templates)
    {
        Table table = new(
            Column.Name(), Column.Id(), Column.Word("HARNESS", 60), Column.Text("MODEL", 70), Column.Word("SESSIONS", 40),
                Column.Word("AGE"),
            Column.Text("TEMPLATE"));
        foreach (Agent agent in agents)
        {
            string? sessions = agent.SessionCount?.ToString(CultureInfo.InvariantCulture);
            table.Add(
                agent.Name,
                agent.Id,
                agent.HarnessId.Value,
                agent.Model,
                agent.HasActiveSession is true ? $"{sessions} (active)" : sessions,
                context.Time(agent.CreatedAt),
                TemplateOf(agent, templates));
        }

        table.Print(context, "There are no agents; 'lap agents create' creates one.");
    }
}

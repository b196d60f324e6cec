using System.CommandLine;
using System.Globalization;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Talk;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Platform;

/// <summary><c>lap usage</c>: the tokens and cost of sessions, as far as their messages contain them.</summary>
internal static class UsageCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        Option<string?> agent = Args.Text("--agent", "Only sessions of this agent: its id or name", "agent").Completing(Completions.Agents);
        Option<bool> all = Args.Flag("--all", "Also ended sessions whose messages are still stored", "-a");
        host.On(command.With(agent, all, host.Globals.Wide, host.Globals.NoTrunc), async context =>
        {
            string? agentId = context.Value(agent) is { } text ? (await AgentFinder.FindAsync(context, text)).Id : null;
            List<Usage> usages = [];
            foreach (Session session in await SessionFinder.ListAsync(context, agentId))
            {
                if ((context.Value(all) || !Farewell.HasEnded(session)) && await ReadAsync(context, session) is { } usage)
                {
                    usages.Add(usage);
                }
            }

            Print(context, usages);
        });
    }

    private static void Print(CommandContext context, List<Usage> usages)
    {
        if (context.Json)
        {
            JsonPrinter.WriteObjects(context.Printer, usages, (json, usage) =>
            {
                json.WriteString("session_id", usage.SessionId);
                json.WriteString("agent_id", usage.AgentId);
                json.WriteNumber("turns", usage.Turns);
                TurnJson.WriteUsage(json, usage.Input, usage.Output, usage.Cost);
            });
            return;
        }

        Table table = new(Column.Id("SESSION", int.MaxValue), Column.Word("TURNS", 40), Column.Word("TOKENS IN", 60),
            Column.Word("OUT", 70), Column.Word("COST", 80));
        foreach (Usage usage in usages)
        {
            table.Add(usage.SessionId, Number(usage.Turns), Number(usage.Input), Number(usage.Output), Dollars.Of(usage.Cost));
        }

        if (usages.Count > 1)
        {
            table.Add("all", Number(usages.Sum(one => one.Turns)), Number(Sum(usages, one => one.Input)),
                Number(Sum(usages, one => one.Output)), Dollars.Of(Sum(usages, one => one.Cost)));
        }

        table.Print(context, "No session is alive; --all includes ended sessions.");
    }

    /// <summary>Gets the usage of a session; null if its messages can't be read.</summary>
    private static async Task<Usage?> ReadAsync(CommandContext context, Session session)
    {
        if (await SessionMessages.TryReadAsync(context, session) is not { } messages)
        {
            return null;
        }

        List<MessageInfo> answers = [.. messages.Where(one => !one.IsPending && one.Info.Role != MessageRole.User).Select(one => one.Info)];
        return new Usage(
            session.Id,
            session.AgentId,
            messages.Count(one => one.Info.Role == MessageRole.User),
            Sum(answers, one => one.Tokens?.Input),
            Sum(answers, one => one.Tokens?.Output),
            Sum(answers, one => one.Cost));
    }

    /// <summary>Gets the sum of the known values; null if there are none.</summary>
    private static decimal? Sum<T>(List<T> items, Func<T, decimal?> value)
    {
        decimal? sum = null;
        foreach (T item in items)
        {
            sum = value(item) is { } more ? (sum ?? 0) + more : sum;
        }

        return sum;
    }

    private static string? Number(decimal? number) => number?.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Usage(string SessionId, string AgentId, int Turns, decimal? Input, decimal? Output, decimal? Cost);
}

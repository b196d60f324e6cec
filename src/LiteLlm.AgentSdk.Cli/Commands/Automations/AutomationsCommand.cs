using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Automations;

/// <summary><c>lap automations</c>.</summary>
internal static class AutomationsCommand
{
    public static void Fill(Command command, CommandHost host) => command.With(
        List(Args.Named("list", "List an agent's automations"), host),
        AutomationsEditCommands.Create(new Command("create", "Create an automation: a message to the agent on a schedule"), host),
        AutomationsEditCommands.Update(new Command("update", "Change an automation; options that are not given change nothing"), host),
        AutomationsEditCommands.Remove(Args.Named("rm", "Delete automations"), host),
        AutomationsRunCommands.Run(new Command("run", "Run an automation now"), host),
        AutomationsRunCommands.Runs(new Command("runs", "List the runs of an agent's automations"), host));

    /// <summary>Finds an automation by its id or name.</summary>
    public static async Task<Automation> FindAsync(CommandContext context, Agent agent, string text)
    {
        IReadOnlyList<Automation> all = await agent.Automations.ListAsync().ToListAsync(context.Cancellation);
        return NameMatch.Pick("automation", text, all, automation => automation.Id, automation => automation.Name)?.Found
            ?? throw CliException.NotFound(
                $"Agent {agent.Name ?? agent.Id} has no automation '{text}': 'lap automations list' lists them.");
    }

    private static Command List(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        return host.On(command.With(agent, host.Globals.Wide, host.Globals.NoTrunc), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            IReadOnlyList<Automation> automations = await found.Automations.ListAsync().ToListAsync(context.Cancellation);
            if (context.Json)
            {
                JsonPrinter.WriteArray(context.Printer, automations, automation => automation.Raw, context.ShowSecrets);
                return;
            }

            Table table = new(
                Column.Name(), Column.Id(), Column.Word("CRON", 70), Column.Word("STATE", 80), Column.Word("NEXT RUN"),
                    Column.Word("LAST RUN", 40),
                Column.Text("INSTRUCTION"));
            foreach (Automation automation in automations)
            {
                table.Add(
                    automation.Name,
                    automation.Id,
                    automation.CronExpr,
                    automation.Enabled ? "on" : "off",
                    Times.Of(automation.NextRunAt),
                    context.Time(automation.LastRunAt),
                    automation.Instruction);
            }

            table.Print(context, "The agent has no automations; 'lap automations create' creates one.");
        });
    }
}

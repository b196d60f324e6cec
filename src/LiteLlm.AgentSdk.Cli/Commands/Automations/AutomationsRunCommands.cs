using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Automations;

/// <summary><c>lap automations run|runs</c>.</summary>
internal static class AutomationsRunCommands
{
    public static Command Run(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string> which = Args.Required("automation", "The automation: its id or name");
        return host.On(command.With(agent, which), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            Automation automation = await AutomationsCommand.FindAsync(context, found, context.Value(which)!);
            AutomationRun run = await found.Automations.RunAsync(automation.Id, context.Cancellation);
            if (context.Json)
            {
                JsonPrinter.Write(context.Printer, run.Raw, context.ShowSecrets);
                return;
            }

            context.Printer.WriteLine(Printer.OneLine(run.Id));
            string attach = run.SessionId is { } session ? $" in session {session} ('lap sessions attach {session}')" : "";
            context.Printer.Info($"Automation {automation.Name ?? automation.Id} is {run.Status}{attach}.");
        });
    }

    public static Command Runs(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Option<int?> limit = Args.Number("--limit", "How many at most").Between(1, int.MaxValue);
        return host.On(command.With(agent, limit, host.Globals.Wide, host.Globals.NoTrunc), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            IReadOnlyList<AutomationRun> runs = await found.Automations
                .ListRunsAsync(new AutomationRunListOptions { Limit = context.Value(limit) })
                .ToListAsync(context.Cancellation);
            if (context.Json)
            {
                JsonPrinter.WriteArray(context.Printer, runs, run => run.Raw, context.ShowSecrets);
                return;
            }

            Table table = new(
                Column.Id("RUN"), Column.Name("AUTOMATION"), Column.Word("STATUS", 80), Column.Word("STARTED"), Column.Word("FINISHED", 40),
                Column.Id("SESSION", 60), Column.Text("ERROR", 70));
            foreach (AutomationRun run in runs)
            {
                table.Add(run.Id, run.AutomationName ?? run.AutomationId, run.Status.Value, context.Time(run.StartedAt),
                    context.Time(run.FinishedAt), run.SessionId, run.Error);
            }

            table.Print(context, "No automation of the agent has run yet.");
        });
    }
}

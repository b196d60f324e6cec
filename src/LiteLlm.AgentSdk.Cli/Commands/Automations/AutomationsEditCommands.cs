using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Automations;

/// <summary><c>lap automations create|update|rm</c>.</summary>
internal static class AutomationsEditCommands
{
    public static Command Create(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        AutomationOptions options = new();
        options.Cron.Required = true;
        options.Instruction.Required = true;
        return host.On(command.With(agent).With(options.Symbols), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            Automation automation = await found.Automations.CreateAsync(
                new AutomationCreateOptions
                {
                    CronExpr = context.Value(options.Cron),
                    Instruction = context.Value(options.Instruction),
                    Name = context.Value(options.Name),
                    Enabled = context.Value(options.Enabled),
                },
                context.Cancellation);
            PrintChanged(context, automation, "Created");
        });
    }

    public static Command Update(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string> which = Args.Required("automation", "The automation: its id or name");
        AutomationOptions options = new();
        Option<bool> clearName = Args.Flag("--clear-name", "Remove its name");
        return host.On(command.With(agent, which, clearName).With(options.Symbols), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            Automation automation = await AutomationsCommand.FindAsync(context, found, context.Value(which)!);
            AutomationUpdateOptions change = new()
            {
                CronExpr = context.Value(options.Cron),
                Instruction = context.Value(options.Instruction),
                Name = context.Value(options.Name),
                ClearName = context.Value(clearName),
                Enabled = context.Value(options.Enabled),
            };
            PrintChanged(context, await found.Automations.UpdateAsync(automation.Id, change, context.Cancellation), "Changed");
        });
    }

    public static Command Remove(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string[]> which = Args.Several("automation", "The automations: their ids or names");
        return host.On(command.With(agent, which), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            List<Automation> automations = [];
            foreach (string text in context.Value(which)!)
            {
                automations.Add(await AutomationsCommand.FindAsync(context, found, text));
            }

            foreach (Automation automation in automations.DistinctBy(automation => automation.Id))
            {
                await found.Automations.DeleteAsync(automation.Id, context.Cancellation);
                context.Printer.Info($"Deleted automation {automation.Name ?? automation.Id}.");
            }
        });
    }

    private static void PrintChanged(CommandContext context, Automation automation, string what) =>
        Changed.Print(context, automation.Raw, automation.Id,
            $"{what} automation {automation.Name ?? automation.Id}; it runs next at {Times.Of(automation.NextRunAt) ?? "no time"}.");
}

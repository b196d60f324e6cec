using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Account;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary><c>lap</c> without arguments: a login the first time, and then a choice of agents.</summary>
internal static class Welcome
{
    public static async Task<int> RunAsync(CommandContext context, TalkOptions talk)
    {
        if (ConnectionSettings.Find(context.Given, context.Printer) is { IsComplete: true, Agent: { } name })
        {
            return await Conversation.StartAsync(context, await AgentFinder.FindAsync(context, name), talk);
        }

        if (!context.Printer.IsInTerminal || !context.Printer.IsOutTerminal)
        {
            throw CliException.Usage("Without a terminal, lap can't ask for an agent: name one ('lap <agent>'), or see 'lap --help'.");
        }

        if (!ConnectionSettings.Find(context.Given, context.Printer).IsComplete)
        {
            context.Printer.Info("Welcome to lap. Which platform are your agents on?");
            context.Use(await Login.RunAsync(context, verify: true));
        }

        IReadOnlyList<Agent> agents = await context.Platform.Agents
            .ListAsync(new AgentListOptions { Limit = AgentFinder.MaxOnPage })
            .ToListAsync(context.Cancellation);
        if (agents.Count == 0)
        {
            context.Printer.Info("There are no agents yet; create one: lap agents create --name <name> --model <model>");
            return ExitCodes.Ok;
        }

        Agent? chosen = await new Picker<Agent>(agents, Line, "agent", context.Printer).PickAsync(context.Interrupts);
        return chosen is null ? ExitCodes.Ok : await Conversation.StartAsync(context, chosen, talk);
    }

    private static string Line(Agent agent) => $"{agent.Name ?? agent.Id}  ({Ids.Short(agent.Id)}, {agent.HarnessId}, {agent.Model})";
}

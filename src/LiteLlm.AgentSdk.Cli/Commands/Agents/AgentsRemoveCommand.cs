using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Account;
using LiteLlm.AgentSdk.Cli.Naming;

namespace LiteLlm.AgentSdk.Cli.Commands.Agents;

/// <summary><c>lap agents rm</c>. Asks on a terminal. Without a terminal, a part of a name is not accepted.</summary>
internal static class AgentsRemoveCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string[]> agents = Args.Several("agent", "The agents: by id or by name");
        Option<bool> yes = Args.Flag("--yes", "Don't ask, and accept a part of a name", "-y");
        return host.On(command.With(agents, yes), async context =>
        {
            // All agents are found before the first is deleted, so that a typing error deletes nothing.
            List<Agent> found = [];
            foreach (string text in context.Value(agents)!)
            {
                (Agent agent, bool byPart) = await AgentFinder.FindWithRuleAsync(context, text);
                if (byPart && !context.Value(yes) && !context.Printer.IsInTerminal)
                {
                    throw CliException.Usage($"'{text}' is only a part of the name of agent {agent.Name} ({agent.Id}): "
                        + "give the whole name or the id, or --yes.");
                }

                found.Add(agent);
            }

            foreach (Agent agent in found.DistinctBy(agent => agent.Id))
            {
                if (!context.Value(yes) && context.Printer.IsInTerminal
                    && !Prompt.Confirm(context, $"Delete agent {agent.Name} ({agent.Id})?"))
                {
                    context.Printer.Info("Left as it is.");
                    continue;
                }

                await agent.DeleteAsync(context.Cancellation);
                context.Printer.Info($"Deleted agent {agent.Name ?? agent.Id}.");
            }
        });
    }
}

using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;

namespace LiteLlm.AgentSdk.Cli.Commands.Agents;

/// <summary><c>lap agents show</c>.</summary>
internal static class AgentsShowCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        return host.On(command.With(agent), async context =>
            AgentPrinter.Print(context, await AgentFinder.FindAsync(context, context.Value(agent)!)));
    }
}

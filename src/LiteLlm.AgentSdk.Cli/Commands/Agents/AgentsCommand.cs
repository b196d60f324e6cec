using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Commands.Agents;

/// <summary><c>lap agents</c>, which lists the agents by default.</summary>
internal static class AgentsCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        AgentsListCommand list = new();
        list.Fill(command, host);
        command.With(
            list.Fill(Args.Named("list", "List the agents"), host),
            new AgentsCreateCommand().Fill(new Command("create", "Create an agent"), host),
            AgentsShowCommand.Fill(new Command("show", "Show an agent"), host),
            new AgentsUpdateCommand().Fill(new Command("update", "Change an agent; options that are not given change nothing"), host),
            AgentsRemoveCommand.Fill(Args.Named("rm", "Delete agents"), host),
            AgentsSyncCommand.Fill(new Command("sync", "Update an agent to its template's newest version"), host));
    }
}

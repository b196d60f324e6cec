using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Agents;

/// <summary><c>lap agents sync</c>.</summary>
internal static class AgentsSyncCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        return host.On(command.With(agent), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            TemplateSync sync = await found.SyncTemplateAsync(context.Cancellation);
            if (context.Json)
            {
                JsonPrinter.Write(context.Printer, sync.Raw, context.ShowSecrets);
            }
            else
            {
                context.Printer.WriteLine(sync.Status == TemplateSyncStatus.AlreadyUpToDate
                    ? $"Already at version {sync.NewVersion}."
                    : Printer.OneLine($"From version {sync.PreviousVersion} to {sync.NewVersion} ({sync.Status})."));
            }
        });
    }
}

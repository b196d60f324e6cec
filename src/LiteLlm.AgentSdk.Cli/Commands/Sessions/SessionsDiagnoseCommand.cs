using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions diagnose</c>: prints JSON with and without <c>--json</c>.</summary>
internal static class SessionsDiagnoseCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string> session = Args.Session();
        return host.On(command.With(session), async context =>
        {
            Session found = await SessionFinder.FindAsync(context, context.Value(session)!);
            JsonPrinter.Write(context.Printer, await found.DiagnoseAsync(context.Cancellation), context.ShowSecrets);
        });
    }
}

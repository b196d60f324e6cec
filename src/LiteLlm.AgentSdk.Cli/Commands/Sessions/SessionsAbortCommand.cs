using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions abort</c>.</summary>
internal static class SessionsAbortCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string> session = Args.Session();
        return host.On(command.With(session), async context =>
        {
            Session found = await SessionFinder.FindAsync(context, context.Value(session)!);
            await found.AbortAsync(context.Cancellation);
            context.Printer.Info($"Session {found.Id}: if a turn was running, it was stopped.");
        });
    }
}

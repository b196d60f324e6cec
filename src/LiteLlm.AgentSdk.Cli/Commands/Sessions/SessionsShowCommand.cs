using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions show</c>.</summary>
internal static class SessionsShowCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string> session = Args.Session();
        return host.On(command.With(session), async context =>
            SessionPrinter.Print(context, await SessionFinder.FindAsync(context, context.Value(session)!)));
    }
}

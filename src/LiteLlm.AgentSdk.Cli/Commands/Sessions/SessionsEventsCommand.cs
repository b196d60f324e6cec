using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions events</c>: what happens, as it happens, until the turn ends or for good.</summary>
internal static class SessionsEventsCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string> session = Args.Session();
        Option<bool> follow = Args.Flag("--follow", "Go on into the next turns", "-f");
        return host.On(command.With(session, follow), async context =>
        {
            Session found = await SessionFinder.FindAsync(context, context.Value(session)!);
            await foreach (SessionEvent happened in found.FollowAsync(new FollowOptions { StopAfterTurn = !context.Value(follow) },
                context.Cancellation))
            {
                JsonPrinter.WriteEvent(context.Printer, happened);
            }
        });
    }
}

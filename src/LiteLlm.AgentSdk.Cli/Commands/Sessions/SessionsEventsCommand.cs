using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions events</c>: prints events until the turn ends, or until Ctrl-C with <c>--follow</c>.</summary>
internal static class SessionsEventsCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string> session = Args.Session();
        Option<bool> follow = Args.Flag("--follow", "Continue with the next turns", "-f");
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

using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions rm</c>.</summary>
internal static class SessionsRemoveCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string[]> sessions = Args.Several("session", "The sessions: their ids, or their addresses in the browser");
        return host.On(command.With(sessions), async context =>
        {
            string[] ids = Array.ConvertAll(context.Value(sessions)!, SessionFinder.IdOf);
            foreach (string id in ids)
            {
                try
                {
                    await context.Platform.Sessions.TerminateAsync(id, context.Cancellation);
                }
                catch (AgentPlatformNotFoundException e)
                {
                    throw new CliException($"There is no session '{id}': 'lap ps --all' lists them.", ExitCodes.NotFound, e);
                }

                context.Printer.Info($"Ended session {id}.");
            }
        });
    }
}

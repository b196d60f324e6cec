using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Talk;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions restart</c>.</summary>
internal static class SessionsRestartCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string> session = Args.Session();
        Option<bool> noWait = Args.Flag("--no-wait", "Don't wait until it is ready");
        return host.On(command.With(session, noWait), async context =>
        {
            Session found = await SessionFinder.FindAsync(context, context.Value(session)!);
            Session restarted = await found.RestartAsync(context.Cancellation);
            if (!context.Value(noWait))
            {
                Farewell.PrintAtEnd(context, restarted, printsAfterSuccess: false);
                using StatusLine progress = new(context.Printer, "restarting");
                restarted = await restarted.WaitUntilReadyAsync(new SessionReadyOptions { Progress = progress }, context.Cancellation);
            }

            if (context.Json)
            {
                JsonPrinter.Write(context.Printer, restarted.Raw, context.ShowSecrets);
            }
            else
            {
                context.Printer.Info($"Session {restarted.Id} is {restarted.Status}.");
            }
        });
    }
}

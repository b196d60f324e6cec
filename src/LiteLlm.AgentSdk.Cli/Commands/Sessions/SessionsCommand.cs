using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions</c>, which lists them when nothing else is said.</summary>
internal static class SessionsCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        PsCommand list = new();
        list.FillList(command, host);
        command.With(
            list.FillList(Args.Named("list", "List the sessions, as 'lap ps' does"), host),
            SessionsAttachCommand.Fill(new Command("attach", "Go on with a session"), host),
            SessionsShowCommand.Fill(new Command("show", "Show a session"), host),
            SessionsLogCommand.Fill(new Command("log", "Print what has happened in a session"), host),
            SessionsMessagesCommand.Fill(new Command("messages", "Print what has been said in a session"), host),
            SessionsEventsCommand.Fill(new Command("events", "Print the events of a session as they come, one JSON object a line"), host),
            SessionsLogsCommand.Fill(new Command("logs", "Print the output of a session's sandbox"), host),
            SessionsDiagnoseCommand.Fill(new Command("diagnose", "Print what the platform knows of a session's trouble, as JSON"), host),
            SessionsAbortCommand.Fill(new Command("abort", "Stop the turn that runs in a session"), host),
            SessionsRestartCommand.Fill(new Command("restart", "Give a session a new sandbox; what was said is kept"), host),
            SessionsRemoveCommand.Fill(Args.Named("rm", "End sessions"), host));
    }
}

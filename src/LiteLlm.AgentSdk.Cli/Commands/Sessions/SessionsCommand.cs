using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions</c>, which lists the sessions by default.</summary>
internal static class SessionsCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        PsCommand list = new();
        list.FillList(command, host);
        command.With(
            list.FillList(Args.Named("list", "List the sessions, as 'lap ps' does"), host),
            SessionsAttachCommand.Fill(new Command("attach", "Continue a session"), host),
            SessionsShowCommand.Fill(new Command("show", "Show a session"), host),
            SessionsLogCommand.Fill(new Command("log", "Print the timeline of a session"), host),
            SessionsMessagesCommand.Fill(new Command("messages", "Print the messages of a session"), host),
            SessionsEventsCommand.Fill(new Command("events", "Print the events of a session as they come, one JSON object a line"), host),
            SessionsLogsCommand.Fill(new Command("logs", "Print the output of a session's sandbox"), host),
            SessionsDiagnoseCommand.Fill(new Command("diagnose", "Print the platform's diagnosis of a session, as JSON"), host),
            SessionsAbortCommand.Fill(new Command("abort", "Stop the turn that runs in a session"), host),
            SessionsRestartCommand.Fill(new Command("restart", "Give a session a new sandbox; its messages are kept"), host),
            SessionsRemoveCommand.Fill(Args.Named("rm", "End sessions"), host));
    }
}

using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>The last output of a command that leaves a session open: how to continue and how to end the session.</summary>
internal static class Farewell
{
    /// <summary>Prints it when the command ends, with or without success, unless the session has ended.</summary>
    /// <param name="context">The command.</param>
    /// <param name="session">The session that stays open.</param>
    /// <param name="printsAfterSuccess">
    /// true to print it also after a success. After a failure or an interruption it is always printed, also with <c>--quiet</c>.
    /// </param>
    public static void PrintAtEnd(CommandContext context, Session session, bool printsAfterSuccess) => context.Leaving = code =>
    {
        if (!HasEnded(session) && (code != ExitCodes.Ok || printsAfterSuccess))
        {
            context.Printer.WriteNote("The session stays open. Continue or end it:");
            context.Printer.WriteNote($"  lap --resume {session.Id}");
            context.Printer.WriteNote($"  lap sessions rm {session.Id}");
        }
    };

    /// <summary>Prints that a session may have been opened, if the command ends before the platform's response.</summary>
    public static void PrintUnknownAtEnd(CommandContext context, Agent agent) => context.Leaving = code =>
    {
        if (code is ExitCodes.Interrupted or ExitCodes.Terminated)
        {
            context.Printer.WriteNote($"A session may have been opened: 'lap ps --agent {agent.Id}' shows it.");
        }
    };

    /// <summary>Checks whether the session has ended, by its last known status.</summary>
    public static bool HasEnded(Session session) =>
        session.Status == SessionStatus.Dead || session.Status == SessionStatus.Failed || session.Status == SessionStatus.Stopped;
}

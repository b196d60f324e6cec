using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>What a command says last when it leaves a session alive: its id, how to go on with it, and how to end it.</summary>
internal static class Farewell
{
    /// <summary>Says it when the command ends, however it ends, unless the session has ended by then.</summary>
    /// <param name="context">The command.</param>
    /// <param name="session">The session that is left.</param>
    /// <param name="isAsked">
    /// Whether it is said after a success too. A failure or an interruption is always told of, with <c>--quiet</c> as well.
    /// </param>
    public static void Promise(CommandContext context, Session session, bool isAsked) => context.Leaving = code =>
    {
        if (!HasEnded(session) && (code != ExitCodes.Ok || isAsked))
        {
            context.Printer.WriteNote("The session lives on. Go on with it, or end it:");
            context.Printer.WriteNote($"  lap --resume {session.Id}");
            context.Printer.WriteNote($"  lap sessions rm {session.Id}");
        }
    };

    /// <summary>Says that a session may have been opened, when the command ends before the platform has answered.</summary>
    public static void PromiseUnknown(CommandContext context, Agent agent) => context.Leaving = code =>
    {
        if (code is ExitCodes.Interrupted or ExitCodes.Terminated)
        {
            context.Printer.WriteNote($"A session may have been opened: 'lap ps --agent {agent.Id}' shows it.");
        }
    };

    /// <summary>Whether the session has ended as far as is known here.</summary>
    public static bool HasEnded(Session session) =>
        session.Status == SessionStatus.Dead || session.Status == SessionStatus.Failed || session.Status == SessionStatus.Stopped;
}

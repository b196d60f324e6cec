using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>Lets the user choose a live session, for <c>--resume</c> without a session.</summary>
internal static class SessionPicker
{
    /// <summary>Gets the choice; null if the user cancels.</summary>
    /// <exception cref="CliException">There are no live sessions, or there is no terminal.</exception>
    public static async Task<Session?> PickAsync(CommandContext context)
    {
        if (!context.Printer.IsInTerminal || !context.Printer.IsOutTerminal)
        {
            throw CliException.Usage(
                "Without a terminal, --resume needs a session; 'lap ps' lists them, and --last takes the one used last.");
        }

        IReadOnlyList<Session> sessions = await SessionFinder.ListAsync(context);
        Session[] alive = [.. sessions.Where(session => !Farewell.HasEnded(session))
            .OrderByDescending(session => session.LastSeenAt ?? session.CreatedAt)];
        if (alive.Length == 0)
        {
            throw CliException.NotFound("No session is alive; 'lap ps --all' lists those that have ended.");
        }

        Dictionary<string, string> names = await AgentFinder.NamesAsync(context);
        return await new Picker<Session>(alive, session => Line(session, names), "session", context.Printer).PickAsync(context.Interrupts);
    }

    private static string Line(Session session, Dictionary<string, string> names)
    {
        string title = session.TitlePreview is { Length: > 0 } text ? $"  {text}" : "";
        return $"{names.GetValueOrDefault(session.AgentId, session.AgentId)}  ({Ids.Short(session.Id)}, {session.Status}, "
            + $"{Times.Ago(session.LastSeenAt ?? session.CreatedAt)}){title}";
    }
}

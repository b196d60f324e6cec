using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Talk;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap ps</c>, and <c>lap sessions [list]</c>.</summary>
internal sealed class PsCommand
{
    private const string ClearScreen = "\u001b[H\u001b[2J\u001b[3J";

    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(2);

    private readonly Option<string?> _agent = Args.Text("--agent", "Only sessions of this agent: its id or name", "agent");
    private readonly Option<bool> _all = Args.Flag("--all", "Also sessions that have ended", "-a");
    private readonly Option<bool> _watch =
        Args.Flag("--watch", "Show changes until Ctrl-C; with --json, a line for each new or changed session", "-w");

    public static void Fill(Command command, CommandHost host) => new PsCommand().FillList(command, host);

    public Command FillList(Command command, CommandHost host) =>
        host.On(command.With(_agent, _all, _watch, host.Globals.Wide, host.Globals.NoTrunc), ListAsync);

    private async Task ListAsync(CommandContext context)
    {
        string? agentId = context.Value(_agent) is { } text ? (await AgentFinder.FindAsync(context, text)).Id : null;
        if (context.Value(_watch))
        {
            await WatchAsync(context, agentId);
            return;
        }

        // The names need a separate call; both calls run at the same time.
        Task<Dictionary<string, string>>? names = context.Json ? null : AgentFinder.NamesAsync(context);
        List<Session> sessions = await FetchAsync(context, agentId);
        if (names is null)
        {
            JsonPrinter.WriteArray(context.Printer, sessions, session => session.Raw, context.ShowSecrets);
        }
        else
        {
            Print(context, sessions, await names);
        }
    }

    private async Task WatchAsync(CommandContext context, string? agentId)
    {
        using PeriodicTimer timer = new(WatchInterval);
        Dictionary<string, string> seen = new(StringComparer.Ordinal);
        do
        {
            List<Session> sessions = await FetchAsync(context, agentId);
            if (context.Json)
            {
                PrintChanges(context, sessions, seen);
                continue;
            }

            Dictionary<string, string> names = await AgentFinder.NamesAsync(context);
            if (context.Printer.IsOutTerminal)
            {
                context.Printer.Out.Write(ClearScreen);
            }

            Print(context, sessions, names);
            context.Printer.WriteLine();
            context.Printer.Flush();
        }
        while (await timer.WaitForNextTickAsync(context.Cancellation));
    }

    private static void PrintChanges(CommandContext context, List<Session> sessions, Dictionary<string, string> seen)
    {
        foreach (Session session in sessions)
        {
            string state = $"{session.Status} {session.Phase} {session.FailureReason}";
            if (!seen.TryGetValue(session.Id, out string? before) || before != state)
            {
                seen[session.Id] = state;
                JsonPrinter.WriteLine(context.Printer, session.Raw, context.ShowSecrets);
            }
        }
    }

    private async Task<List<Session>> FetchAsync(CommandContext context, string? agentId)
    {
        IReadOnlyList<Session> sessions = await SessionFinder.ListAsync(context, agentId);

        // Unknown statuses count as live, because new ones can be added. When watching, ended sessions are shown too.
        bool all = context.Value(_all) || (context.Value(_watch) && context.Json);
        return [.. sessions.Where(session => all || !Farewell.HasEnded(session))];
    }

    private void Print(CommandContext context, List<Session> sessions, Dictionary<string, string> names)
    {
        Table table = new(
            Column.Id("SESSION"), Column.Name("AGENT"), Column.Text("STATUS", 80), Column.Word("AGE"), Column.Word("SEEN", 40),
                Column.Text("TITLE"));
        foreach (Session session in sessions)
        {
            string status = SessionPrinter.PhaseOf(session) is { } phase ? $"{session.Status}: {phase}" : session.Status.Value;
            table.Add(
                session.Id,
                names.GetValueOrDefault(session.AgentId, session.AgentId),
                status,
                context.Time(session.CreatedAt),
                context.Time(session.LastSeenAt),
                session.FailureReason is { Length: > 0 } reason ? reason : session.TitlePreview);
        }

        table.Print(context, context.Value(_all) ? "There are no sessions." : "No session is alive; --all lists those that have ended.");
    }
}

using System.CommandLine;
using System.Globalization;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Account;
using LiteLlm.AgentSdk.Cli.Commands.Talk;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions rm</c>.</summary>
internal static class SessionsRemoveCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string[]> sessions = new("session")
        {
            Description = "The sessions: their ids, the beginnings of their ids, or their addresses in the browser",
            Arity = ArgumentArity.ZeroOrMore,
        };
        sessions.CompletionSources.Add(_ => Completions.Sessions());
        Option<bool> all = Args.Flag("--all", "All sessions that are alive; asks on a terminal", "-a");
        Option<string?> older = Args.Text("--older-than", "With --all: only sessions that were not used for this time, such as 30m, 2h, 3d",
            "time");
        Option<bool> yes = Args.Flag("--yes", "Don't ask", "-y");
        return host.On(command.With(sessions, all, older, yes), async context =>
        {
            string[] given = context.Value(sessions) ?? [];
            if (given.Length > 0 == context.Value(all))
            {
                throw CliException.Usage("Name the sessions to end, or use --all.");
            }

            TimeSpan age = context.Value(older) is { } text ? Age(text) : TimeSpan.Zero;
            if (age > TimeSpan.Zero && given.Length > 0)
            {
                throw CliException.Usage("--older-than needs --all.");
            }

            string[] ids = given.Length > 0 ? await FindAsync(context, given) : await FindAllAsync(context, age);
            if (given.Length == 0 && !Confirm(context, ids.Length, context.Value(yes)))
            {
                context.Printer.Info(ids.Length == 0 ? "There is no such session." : "Left as they are.");
                return;
            }

            foreach (string id in ids)
            {
                await EndAsync(context, id);
            }
        });
    }

    /// <summary>Finds all sessions before the first one is ended, so that a typing error ends nothing.</summary>
    private static async Task<string[]> FindAsync(CommandContext context, string[] given)
    {
        List<string> ids = [];
        foreach (string text in Array.ConvertAll(given, SessionFinder.IdOf))
        {
            ids.Add(await SessionFinder.ResolveAsync(context, text));
        }

        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    private static async Task<string[]> FindAllAsync(CommandContext context, TimeSpan age)
    {
        DateTimeOffset latest = TimeProvider.System.GetUtcNow() - age;
        IReadOnlyList<Session> sessions = await SessionFinder.ListAsync(context);
        return [.. sessions
            .Where(session => !Farewell.HasEnded(session) && (age == TimeSpan.Zero || (session.LastSeenAt ?? session.CreatedAt) <= latest))
            .Select(session => session.Id)];
    }

    private static bool Confirm(CommandContext context, int count, bool isAgreed)
    {
        if (count > 0 && !isAgreed && !context.Printer.IsInTerminal)
        {
            throw CliException.Usage("--all ends all sessions, also those of other users: without a terminal, use --yes too.");
        }

        return count > 0
            && (isAgreed || Prompt.Confirm(context,
                string.Create(CultureInfo.InvariantCulture, $"End {count} {(count == 1 ? "session" : "sessions")}?")));
    }

    private static async Task EndAsync(CommandContext context, string id)
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

    private static TimeSpan Age(string text)
    {
        double unit = text.Length > 1 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 } : 0;
        return unit > 0 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
            && count > 0 && count < 100_000
            ? TimeSpan.FromSeconds(count * unit)
            : throw CliException.Usage($"--older-than needs a time such as 30m, 2h or 3d, not '{text}'.");
    }
}

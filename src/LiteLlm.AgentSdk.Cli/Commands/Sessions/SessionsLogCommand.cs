using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions log</c>: the timeline.</summary>
internal static class SessionsLogCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string> session = Args.Session();
        return host.On(command.With(session, host.Globals.Wide, host.Globals.NoTrunc), async context =>
        {
            Session found = await SessionFinder.FindAsync(context, context.Value(session)!);
            IReadOnlyList<LogEntry> log = await found.GetLogAsync(context.Cancellation);
            if (context.Json)
            {
                JsonPrinter.WriteArray(context.Printer, log, entry => entry.Raw, context.ShowSecrets);
                return;
            }

            Table table = new(Column.Word("WHEN"), Column.Word("KIND", 60), Column.Text("WHAT", 90));
            foreach (LogEntry entry in log)
            {
                table.Add(context.Time(entry.At), entry.Kind.Value, entry.Detail is { Length: > 0 } detail ? $"{entry.Title}: {detail}"
                    : entry.Title);
            }

            table.Print(context, "Nothing has happened in this session yet.");
        });
    }
}

using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions logs</c>: the output of the sandbox.</summary>
internal static class SessionsLogsCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string> session = Args.Session();
        Option<int?> since = Args.Number("--since", "Only the output of the last seconds, such as 600", "seconds").Between(0, int.MaxValue);
        Option<int?> tail = Args.Number("--tail", "Only the last lines, such as 50", "lines").Between(0, int.MaxValue);
        return host.On(command.With(session, since, tail), async context =>
        {
            Session found = await SessionFinder.FindAsync(context, context.Value(session)!);
            SandboxLogOptions options = new()
            {
                Since = context.Value(since) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                TailLines = context.Value(tail),
            };
            string logs = await found.GetSandboxLogsAsync(options, context.Cancellation);
            if (context.Json)
            {
                JsonPrinter.WriteObject(context.Printer, json =>
                {
                    json.WriteString("session_id", found.Id);
                    json.WriteString("logs", logs);
                });
            }
            else if (logs.Length > 0)
            {
                context.Printer.WriteTextLine(logs);
            }
        });
    }
}

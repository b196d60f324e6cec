using System.CommandLine;
using System.Text.Json;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions messages</c>: the thread as text; with <c>--json</c>, also roles and times.</summary>
internal static class SessionsMessagesCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string> session = Args.Session();
        Option<bool> lines = Args.Flag("--lines", "Print a JSON object on a line for each message");
        return host.On(command.With(session, lines), async context =>
        {
            Session found = await SessionFinder.FindAsync(context, context.Value(session)!);
            IReadOnlyList<Message> messages = await found.GetMessagesAsync(context.Cancellation);
            if (context.Json && !context.Value(lines))
            {
                JsonPrinter.WriteObjects(context.Printer, messages, WriteJson);
                return;
            }

            if (context.Value(lines))
            {
                foreach (Message message in messages)
                {
                    JsonPrinter.WriteObjectLine(context.Printer, json => WriteJson(json, message));
                }

                return;
            }

            foreach (Message message in messages)
            {
                context.Printer.WriteLine($"[{Times.Of(message.Info.Time?.CreatedAt)}] {Printer.OneLine(message.Info.Role.Value)}:");
                context.Printer.WriteTextLine(message.Text);
            }
        });
    }

    private static void WriteJson(Utf8JsonWriter json, Message message)
    {
        json.WriteString("id", message.Info.Id);
        json.WriteString("role", message.Info.Role.Value);
        json.WriteString("created_at",
            message.Info.Time?.CreatedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("text", message.Text);
        json.WriteString("error", message.Info.Error is { } error ? error.Message ?? error.Name : null);
    }
}

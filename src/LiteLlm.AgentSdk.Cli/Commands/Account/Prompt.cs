using System.Text;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Chat.Editing;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Commands.Account;

/// <summary>Asks the user. Questions go to stderr, so that stdout stays clean; piped input answers line by line.</summary>
internal static class Prompt
{
    /// <summary>Asks for a value. An empty input returns the default.</summary>
    public static string ReadValue(CommandContext context, string question, string? whenEmpty = null)
    {
        string hint = whenEmpty is null ? "" : $" [{whenEmpty}]";
        string answer = Read(context, $"{question}{hint}: ").Trim();
        return answer.Length > 0 ? answer : whenEmpty ?? throw CliException.Usage($"{question}: the input is empty.");
    }

    /// <summary>Asks for a value without showing the input.</summary>
    public static async Task<string> ReadHiddenValueAsync(CommandContext context, string question)
    {
        string answer = context.Printer.IsInTerminal && context.Printer.IsOutTerminal
            ? await ReadHiddenAsync(context, question + ": ")
            : Read(context, question + ": ");
        return answer.Trim() is { Length: > 0 } given ? given : throw CliException.Usage($"{question}: the input is empty.");
    }

    /// <summary>Asks the user to confirm. Asks on a terminal only.</summary>
    public static bool Confirm(CommandContext context, string question) =>
        Read(context, $"{question} [y/N] ").Trim() is "y" or "Y" or "yes";

    private static string Read(CommandContext context, string question)
    {
        if (context.Printer.IsInTerminal)
        {
            context.Printer.Error.Write(question);
        }

        return context.Interrupts.RunPrompt(PipedInput.ReadLine) ?? throw InputEnded(question);
    }

    private static CliException InputEnded(string question) =>
        CliException.Usage($"{question.TrimEnd(' ', ':')}: the input ended without a value.");

    private static async Task<string> ReadHiddenAsync(CommandContext context, string question)
    {
        using TerminalDevice device = TerminalDevice.Open();

        // The echo is turned off before the question; otherwise a quickly pasted key would be visible.
        using RawMode raw = RawMode.Enter(device, RawModeKind.Keys, "", "");
        using KeySource source = new(device);
        context.Printer.Error.Write(question);
        StringBuilder typed = new();
        while (await source.Keys.WaitToReadAsync(context.Cancellation) && source.Keys.TryRead(out Key key))
        {
            switch (key.Kind)
            {
                case KeyKind.Enter or KeyKind.NewLine:
                    context.Printer.Error.WriteLine();
                    return typed.ToString();
                case KeyKind.Backspace when typed.Length > 0:
                    typed.Length--;
                    break;
                case KeyKind.KillToStart:
                    typed.Clear();
                    break;
                case KeyKind.Interrupt:
                    context.Printer.Error.WriteLine();
                    context.Interrupts.Interrupt();
                    break;
                case KeyKind.EndOfInput when typed.Length == 0:
                    context.Printer.Error.WriteLine();
                    throw InputEnded(question);
                case KeyKind.Text or KeyKind.Paste:
                    typed.Append(key.Text);
                    break;
                default:
                    break;
            }
        }

        throw InputEnded(question);
    }
}

using System.Text;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Commands.Account;

/// <summary>Asks the user. Questions go to stderr, so that stdout stays clean; piped input answers line by line.</summary>
internal static class Prompt
{
    /// <summary>An answer, or what stands for an empty one.</summary>
    public static string Ask(CommandContext context, string question, string? whenEmpty = null)
    {
        string hint = whenEmpty is null ? "" : $" [{whenEmpty}]";
        string answer = Read(context, $"{question}{hint}: ", context.Printer.IsInTerminal ? Console.ReadLine : PipedInput.ReadLine).Trim();
        return answer.Length > 0 ? answer : whenEmpty ?? throw CliException.Usage($"{question}: nothing was given.");
    }

    /// <summary>An answer that is not shown.</summary>
    public static string AskHidden(CommandContext context, string question)
    {
        if (context.Printer.IsInTerminal)
        {
            // The runtime turns the echo off when the keyboard is first looked at: ahead of the question, or a key that is pasted fast is shown.
            _ = Console.KeyAvailable;
        }

        string answer = Read(context, question + ": ", context.Printer.IsInTerminal ? ReadHidden : PipedInput.ReadLine).Trim();
        return answer.Length > 0 ? answer : throw CliException.Usage($"{question}: nothing was given.");
    }

    /// <summary>Whether the user says yes; asked on a terminal only.</summary>
    public static bool Confirm(CommandContext context, string question) =>
        Read(context, $"{question} [y/N] ", Console.ReadLine).Trim() is "y" or "Y" or "yes";

    private static string Read(CommandContext context, string question, Func<string?> read)
    {
        bool shows = context.Printer.IsInTerminal;
        if (shows)
        {
            context.Printer.Error.Write(question);
        }

        return context.Interrupts.Prompting(read) ?? throw CliException.Usage($"{question.TrimEnd(' ', ':')}: the input ended before it was given.");
    }

    private static string ReadHidden()
    {
        StringBuilder typed = new();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.Error.WriteLine();
                    return typed.ToString();
                case ConsoleKey.Backspace when typed.Length > 0:
                    typed.Length--;
                    break;
                case ConsoleKey.U when key.Modifiers == ConsoleModifiers.Control:
                    typed.Clear();
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        typed.Append(key.KeyChar);
                    }

                    break;
            }
        }
    }
}

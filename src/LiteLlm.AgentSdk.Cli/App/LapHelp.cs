using System.CommandLine;
using System.CommandLine.Invocation;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>The help of a command: usage, examples, arguments and options, and in a separate group the common options.</summary>
internal sealed class LapHelp(Printer printer) : SynchronousCommandLineAction
{
    private const int WidestLeft = 34;
    private const int NarrowestRight = 20;

    // Help is shown even if the command line is incomplete.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command, CommandPath.Of(parseResult));
        return ExitCodes.Ok;
    }

    private void Write(Command command, string path)
    {
        printer.WriteLine(command.Description ?? "");
        printer.WriteLine();
        printer.WriteLine("Usage:");
        foreach (string usage in Usages(command, path))
        {
            printer.WriteLine($"  {usage}");
        }

        if (Examples.Of(path) is { Length: > 0 } examples)
        {
            printer.WriteLine();
            printer.WriteLine("Examples:");
            foreach (string example in examples)
            {
                printer.WriteLine($"  {example}");
            }
        }

        WriteCommands(command);
        WriteRows("Arguments", [.. command.Arguments.Where(argument => !argument.Hidden)
            .Select(argument => (string[])[$"<{argument.Name}>", argument.Description ?? ""])]);
        Option[] own = [.. command.Options.Where(option => !option.Hidden && !IsGlobal(option))];
        WriteRows("Options", [.. own.Select(Row)]);
        WriteRows("Options of every command", [.. Globals(command).Select(Row)]);
    }

    private static IEnumerable<string> Usages(Command command, string path)
    {
        bool hasCommands = command.Subcommands.Any(child => !child.Hidden);
        string arguments = string.Concat(command.Arguments.Where(argument => !argument.Hidden).Select(argument =>
            argument.Arity.MinimumNumberOfValues == 0 ? $" [<{argument.Name}>]"
                : $" <{argument.Name}>{(argument.Arity.MaximumNumberOfValues > 1 ? "..." : "")}"));
        if (command.Action is not null)
        {
            yield return $"{path}{arguments} [options]";
        }

        if (hasCommands)
        {
            yield return $"{path} <command> [options]";
        }
    }

    private void WriteCommands(Command command)
    {
        Command[] shown = [.. command.Subcommands.Where(child => !child.Hidden)];
        if (command is not RootCommand)
        {
            WriteRows("Commands", [.. shown.Select(Row)]);
            return;
        }

        foreach ((string title, string[] names) in Examples.Groups)
        {
            WriteRows(title, [.. names.Select(name => Array.Find(shown, child => child.Name == name)).OfType<Command>().Select(Row)]);
        }

        WriteRows("More commands", [.. shown.Where(child => !Array.Exists(Examples.Groups, group => group.Names.Contains(child.Name)))
            .Select(Row)]);
    }

    private static string[] Row(Command command) => [command.Name, command.Description ?? ""];

    private static string[] Row(Option option)
    {
        string names = string.Join(", ", option.Aliases.Where(alias => alias.Length == 2).Append(option.Name));
        bool takesValue = option.Arity.MinimumNumberOfValues > 0;
        return [
            takesValue ? $"{names} <{option.HelpName ?? "value"}>" : names,
            (option.Description ?? "") + (option.Required ? " (required)" : ""),
        ];
    }

    private static bool IsGlobal(Option option) => option.Recursive || option is System.CommandLine.Help.HelpOption or VersionOption;

    private static IEnumerable<Option> Globals(Command command)
    {
        Command root = command;
        while (root.Parents.OfType<Command>().FirstOrDefault() is { } parent)
        {
            root = parent;
        }

        return root.Options.Where(option => !option.Hidden && IsGlobal(option));
    }

    private void WriteRows(string title, string[][] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        printer.WriteLine();
        printer.WriteLine(title + ":");
        int columns = Math.Min(printer.Columns ?? 100, 120);
        int left = Math.Min(WidestLeft, rows.Max(row => row[0].Length) + 2);
        bool isNarrow = columns - left - 2 < NarrowestRight;
        foreach (string[] row in rows)
        {
            (string name, string text) = (row[0], row[1]);
            string start = isNarrow || name.Length + 2 > left ? $"  {name}\n{new string(' ', isNarrow ? 4 : left + 2)}"
                : $"  {name.PadRight(left)}";
            int indent = isNarrow ? 4 : left + 2;
            printer.WriteLine(start + string.Join($"\n{new string(' ', indent)}", Wrap(text, Math.Max(10, columns - indent))));
        }
    }

    private static List<string> Wrap(string text, int width)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && TextWidth.Of(line) + 1 + TextWidth.Of(word) > width)
            {
                lines.Add(line);
                line = "";
            }

            line += line.Length > 0 ? " " + word : word;
        }

        lines.Add(line);
        return lines;
    }
}

using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using LiteLlm.AgentSdk.Cli.Commands;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>Parses the command line, runs the command and returns the exit code.</summary>
internal static class LapProgram
{
    // A message to an agent can begin with '@', which must not be read as a response file.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args)
    {
        using Printer printer = new();
        Globals globals = new();
        using Interrupts interrupts = new();
        string[] topic = [];
        if (args is ["help", .. var words])
        {
            topic = words;
            args = [.. words, "--help"];
        }

        args = JsonFields.Extract(args, printer);
        RootCommand root = CommandTree.Build(new CommandHost(globals, printer, interrupts), args);
        ParseResult parsed = root.Parse(args, Parsing);
        if (parsed.UnmatchedTokens.Count > 0 && JsonFields.ExtractNextWord(args, parsed, globals, printer) is { } shorter)
        {
            args = shorter;
            parsed = root.Parse(args, Parsing);
        }

        printer.Configure(parsed.GetValue(globals.Quiet), parsed.GetValue(globals.Verbose));
        if (UnknownTopic(root, topic) is { } unknown)
        {
            return UsageError(root.Parse(unknown.Path, Parsing), printer, unknown.Problem);
        }

        if (StrictOptions.Problem(parsed, args) is { } problem)
        {
            return UsageError(parsed, printer, problem);
        }

        if (parsed.Action is ParseErrorAction)
        {
            return UsageError(parsed, printer, string.Join(" ", parsed.Errors.Select(error => Describe(parsed, error)).Distinct()));
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = printer.Out,
                Error = printer.Error,
            });
        }
        catch (Exception e)
        {
            return ErrorReport.Write(printer, e, interrupts);
        }
    }

    /// <summary>Finds the first word after <c>help</c> that is not a command. Without this, it would be an agent's name.</summary>
    private static (string[] Path, string Problem)? UnknownTopic(Command root, string[] topic)
    {
        Command command = root;
        for (int i = 0; i < topic.Length && !topic[i].StartsWith('-'); i++)
        {
            Command? next = command.Subcommands.FirstOrDefault(sub => sub.Name == topic[i] || sub.Aliases.Contains(topic[i]));
            if (next is null)
            {
                string? nearest = Spelling.FindNearest(topic[i], command.Subcommands.Select(sub => sub.Name));
                return (topic[..i], $"There is no command '{topic[i]}'{(nearest is null ? "." : $"; did you mean '{nearest}'?")}");
            }

            command = next;
        }

        return null;
    }

    private static int UsageError(ParseResult parsed, Printer printer, string problem)
    {
        printer.WriteError($"{problem} See '{CommandPath.Of(parsed)} --help'.");
        return ExitCodes.Usage;
    }

    private static string Describe(ParseResult parsed, ParseError error)
    {
        if (error.SymbolResult is ArgumentResult { Tokens.Count: 0, Parent: CommandResult } missing)
        {
            return $"<{missing.Argument.Name}> is missing.";
        }

        if (error.SymbolResult is OptionResult { Tokens: [var given, ..] } option
            && error.Message.StartsWith("Cannot parse", StringComparison.Ordinal))
        {
            string kind = option.Option.ValueType == typeof(int?) ? "a whole number" : option.Option.ValueType == typeof(bool?)
                ? "true or false" : "another value";
            return $"{option.Option.Name} needs {kind}, not '{given.Value}'.";
        }

        if (error.SymbolResult is OptionResult { Tokens.Count: 0 } empty
            && error.Message.StartsWith("Required argument", StringComparison.Ordinal))
        {
            return $"{empty.Option.Name} needs a value.";
        }

        string? unknown = parsed.UnmatchedTokens.FirstOrDefault(word => error.Message.Contains($"'{word}'", StringComparison.Ordinal));
        return unknown is null ? error.Message.TrimEnd() : DescribeUnknown(parsed, unknown);
    }

    private static string DescribeUnknown(ParseResult parsed, string word)
    {
        bool isOption = word.Length > 1 && word[0] == '-';
        string name = isOption ? word.Split('=', 2)[0] : word;
        string? nearest = Spelling.FindNearest(
            name, isOption ? StrictOptions.Names(parsed.CommandResult)
                : parsed.CommandResult.Command.Subcommands.Select(command => command.Name));
        string suggestion = nearest is null ? "." : $"; did you mean '{nearest}'?";
        return isOption || parsed.CommandResult.Command.Subcommands.Count > 0
            ? $"There is no {(isOption ? "option" : "command")} '{name}'{suggestion}"
            : $"'{name}' is an extra argument; put a text of several words in quotes.";
    }
}

using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using LiteLlm.AgentSdk.Cli.Commands;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>From the command line to the exit code.</summary>
internal static class LapProgram
{
    // Texts for agents may begin with '@', which is not to be taken for a file of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args)
    {
        using Printer printer = new();
        Globals globals = new();
        using Interrupts interrupts = new();
        RootCommand root = CommandTree.Build(new CommandHost(globals, printer, interrupts), args);
        ParseResult parsed = root.Parse(args, Parsing);
        printer.Configure(parsed.GetValue(globals.Quiet), parsed.GetValue(globals.Verbose));
        if (parsed.Action is ParseErrorAction)
        {
            return UsageError(parsed, printer);
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

    private static int UsageError(ParseResult parsed, Printer printer)
    {
        string problems = string.Join(" ", parsed.Errors.Select(Words).Distinct());
        printer.WriteError($"{problems} See '{Path(parsed)} --help'.");
        return ExitCodes.Usage;
    }

    private static string Words(ParseError error) => error.SymbolResult is ArgumentResult { Tokens.Count: 0, Parent: CommandResult } missing
        ? $"<{missing.Argument.Name}> is missing."
        : error.Message.TrimEnd();

    private static string Path(ParseResult parsed)
    {
        List<string> names = [];
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
        {
            names.Insert(0, command.Command is RootCommand ? "lap" : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}

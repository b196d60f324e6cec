using System.CommandLine;
using System.CommandLine.Parsing;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>The words that lead to a command, such as <c>lap agents create</c>.</summary>
internal static class CommandPath
{
    public static string Of(ParseResult parsed)
    {
        List<string> names = [];
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
        {
            names.Insert(0, command.Command is RootCommand ? "lap" : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}

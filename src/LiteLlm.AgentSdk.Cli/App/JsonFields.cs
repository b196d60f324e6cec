using System.CommandLine;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>The fields that <c>--json=id,name</c> asks for. The option itself takes no value, so that it never takes a message for
/// one.</summary>
internal static class JsonFields
{
    private const string Json = "--json";

    /// <summary>Removes the fields after <c>--json=</c> from the command line.</summary>
    public static string[] Extract(string[] args, Output.Printer printer)
    {
        int at = Array.FindIndex(args, argument => argument.StartsWith(Json + "=", StringComparison.Ordinal));
        int end = Array.IndexOf(args, "--");
        if (at < 0 || (end >= 0 && end < at) || !IsFields(args[at][(Json.Length + 1)..]) || args[at] is "--json=true" or "--json=false")
        {
            return args;
        }

        printer.Fields = args[at][(Json.Length + 1)..].Split(',');
        return [.. args[..at], Json, .. args[(at + 1)..]];
    }

    /// <summary>Reads the fields from the word after the option, if a list is printed and the command has an extra argument.</summary>
    /// <returns>The command line without that word; null if there is none.</returns>
    public static string[]? ExtractNextWord(string[] args, ParseResult parsed, Globals globals, Output.Printer printer)
    {
        int at = Array.IndexOf(args, Json);
        if (at < 0 || at + 1 >= args.Length || !IsFields(args[at + 1]) || !parsed.CommandResult.Command.Options.Contains(globals.NoTrunc))
        {
            return null;
        }

        printer.Fields = args[at + 1].Split(',');
        return [.. args[..(at + 1)], .. args[(at + 2)..]];
    }

    private static bool IsFields(string text)
    {
        foreach (char letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or ','))
            {
                return false;
            }
        }

        return text.Length > 0 && text[0] != ',' && text[^1] != ',';
    }
}

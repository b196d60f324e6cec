using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>
/// Refuses words that look like options but are not. The parser would use them as values: a misspelled option would become a message to
/// a model, a name, or the item to delete.
/// </summary>
internal static class StrictOptions
{
    private const string Dash = "-";

    /// <summary>Gets the problem of the command line; null if there is none.</summary>
    public static string? Problem(ParseResult parsed, string[] args)
    {
        foreach (Token token in parsed.Tokens)
        {
            if (token.Type == TokenType.DoubleDash)
            {
                return null;
            }

            // A value after '=' belongs to its option and is not a separate word.
            if (token.Type == TokenType.Argument && IsOptionLike(token.Value) && Array.IndexOf(args, token.Value) >= 0
                && !IsNumberOf(parsed, token))
            {
                return Describe(parsed, token.Value, OptionOf(parsed, token));
            }
        }

        return null;
    }

    /// <summary>Gets the names and aliases of the options that a command takes, its own ones first.</summary>
    public static IEnumerable<string> Names(CommandResult? result)
    {
        for (SymbolResult? at = result; at is not null; at = at.Parent)
        {
            if (at is CommandResult command)
            {
                foreach (Option option in command.Command.Options)
                {
                    if (!option.Hidden && (option.Recursive || ReferenceEquals(at, result)))
                    {
                        yield return option.Name;
                    }
                }
            }
        }
    }

    private static bool IsOptionLike(string word) => word.Length > 1 && word.StartsWith(Dash, StringComparison.Ordinal);

    /// <summary>Checks for a negative number where a number is expected. The option's own rule validates it.</summary>
    private static bool IsNumberOf(ParseResult parsed, Token token) =>
        decimal.TryParse(token.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
        && OptionOf(parsed, token) is { } option && option.ValueType != typeof(string) && option.ValueType != typeof(string[]);

    /// <summary>Gets the option that has the word as its value; null if the word is an argument of the command.</summary>
    private static Option? OptionOf(ParseResult parsed, Token token)
    {
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
        {
            foreach (SymbolResult child in command.Children)
            {
                if (child is OptionResult option && option.Tokens.Any(one => ReferenceEquals(one, token)))
                {
                    return option.Option;
                }
            }
        }

        return null;
    }

    private static string Describe(ParseResult parsed, string word, Option? taker)
    {
        string name = word.Split('=', 2)[0];
        string? nearest = Spelling.FindNearest(name, Names(parsed.CommandResult));
        string suggestion = nearest is null ? "." : $"; did you mean '{nearest}'?";
        return taker is null
            ? $"There is no option '{name}'{suggestion} Put a text that begins with '-' after '--'."
            : $"{taker.Name} needs a value, and '{name}' looks like an option{suggestion} "
                + $"Write a value that begins with '-' as {taker.Name}={word}.";
    }
}

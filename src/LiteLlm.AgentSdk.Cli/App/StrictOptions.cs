using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>
/// Refuses words that look like options and are none. The parser would take them for values: a misspelled option would become a message to
/// a model, a name, or the thing to delete.
/// </summary>
internal static class StrictOptions
{
    private const string Dash = "-";

    /// <summary>Gets what is wrong with the command line; null if nothing is.</summary>
    public static string? Problem(ParseResult parsed, string[] args)
    {
        foreach (Token token in parsed.Tokens)
        {
            if (token.Type == TokenType.DoubleDash)
            {
                return null;
            }

            // A value that is joined to its option by '=' is not a word of the command line by itself.
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

    /// <summary>Whether the word is a negative number where a number is expected; the option's own rule judges it.</summary>
    private static bool IsNumberOf(ParseResult parsed, Token token) =>
        decimal.TryParse(token.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
        && OptionOf(parsed, token) is { } option && option.ValueType != typeof(string) && option.ValueType != typeof(string[]);

    /// <summary>Gets the option whose value the word was taken for; null if it is an argument of the command.</summary>
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
        string? nearest = Spelling.Nearest(name, Names(parsed.CommandResult));
        string suggestion = nearest is null ? "." : $"; did you mean '{nearest}'?";
        return taker is null
            ? $"There is no option '{name}'{suggestion} A text that begins with '-' goes behind '--'."
            : $"{taker.Name} needs a value, and '{name}' looks like an option{suggestion} "
                + $"A value that begins with '-' is written {taker.Name}={word}.";
    }
}

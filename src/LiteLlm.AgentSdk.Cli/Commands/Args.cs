using System.CommandLine;
using System.Globalization;

namespace LiteLlm.AgentSdk.Cli.Commands;

/// <summary>Creates arguments and options.</summary>
internal static class Args
{
    public static Argument<string> Agent(string description = "The agent: its id, its name, or a unique part of its name") =>
        new Argument<string>("agent") { Description = description }.Completing(Completions.Agents);

    public static Argument<string> Session(
        string description = "The session: its id, the beginning of its id, or its address in the browser") =>
        new Argument<string>("session") { Description = description }.Completing(Completions.Sessions);

    /// <summary>Creates a command with aliases that are common in other programs.</summary>
    public static Command Named(string name, string description)
    {
        Command command = new(name, description);
        string[] aliases = name switch { "list" => ["ls"], "rm" => ["delete", "remove", "stop"], _ => [] };
        foreach (string alias in aliases)
        {
            command.Aliases.Add(alias);
        }

        return command;
    }

    public static Argument<string> Required(string name, string description) => new(name) { Description = description };

    public static Argument<string?> Optional(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    public static Argument<string[]> Several(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.OneOrMore };

    public static Option<string?> Text(string name, string description, string helpName = "text", params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName };

    /// <summary>Creates an option that can be given several times.</summary>
    public static Option<string[]> Texts(string name, string description, string helpName, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName };

    public static Option<int?> Number(string name, string description, string helpName = "n", params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName };

    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description };

    /// <summary>Creates an option with suggested values for completion. Other values are allowed.</summary>
    public static Option<string?> Choice(string name, string description, string helpName, params string[] choices)
    {
        Option<string?> option = new(name) { Description = $"{description}: {string.Join(", ", choices)}", HelpName = helpName };
        option.CompletionSources.Add(choices);
        return option;
    }

    /// <summary>Adds completions to an argument. The names are requested when they are needed.</summary>
    public static Argument<T> Completing<T>(this Argument<T> argument, Func<IEnumerable<string>> names)
    {
        argument.CompletionSources.Add(_ => names());
        return argument;
    }

    /// <summary>Adds completions to an option. The names are requested when they are needed.</summary>
    public static Option<T> Completing<T>(this Option<T> option, Func<IEnumerable<string>> names)
    {
        option.CompletionSources.Add(_ => names());
        return option;
    }

    /// <summary>Sets the range of a number option.</summary>
    public static Option<int?> Between(this Option<int?> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && int.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
                && (number < least || number > most))
            {
                string rule = most == int.MaxValue ? $"at least {least}" : $"between {least} and {most}";
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be {rule}, not {number}."));
            }
        });
        return option;
    }

    public static Command With(this Command command, params Symbol[] symbols)
    {
        foreach (Symbol symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
                case Command child:
                    command.Add(child);
                    break;
                default:
                    break;
            }
        }

        return command;
    }
}

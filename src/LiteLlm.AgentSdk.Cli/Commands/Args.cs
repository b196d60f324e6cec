using System.CommandLine;

namespace LiteLlm.AgentSdk.Cli.Commands;

/// <summary>Short ways to make arguments and options.</summary>
internal static class Args
{
    public static Argument<string> Agent(string description = "The agent: its id, its name, or a part of the name that only one has") =>
        new("agent") { Description = description };

    public static Argument<string> Session(string description = "The session: its id, or its address in the browser") =>
        new("session") { Description = description };

    public static Argument<string> Required(string name, string description) => new(name) { Description = description };

    public static Argument<string?> Optional(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    public static Argument<string[]> Several(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.OneOrMore };

    public static Option<string?> Text(string name, string description, string helpName = "text", params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName };

    /// <summary>An option that may be given several times.</summary>
    public static Option<string[]> Texts(string name, string description, string helpName, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName };

    public static Option<int?> Number(string name, string description, string helpName = "n", params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName };

    public static Option<bool> Flag(string name, string description, params string[] aliases) => new(name, aliases) { Description = description };

    /// <summary>A choice that is open: others are passed on, these are completed.</summary>
    public static Option<string?> Choice(string name, string description, string helpName, params string[] choices)
    {
        Option<string?> option = new(name) { Description = $"{description}: {string.Join(", ", choices)}", HelpName = helpName };
        option.CompletionSources.Add(choices);
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

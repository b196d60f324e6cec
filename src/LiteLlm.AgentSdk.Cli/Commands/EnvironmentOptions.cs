using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Commands;

/// <summary><c>--env</c> and <c>--env-file</c>. Errors name variables, never values.</summary>
internal sealed class EnvironmentOptions
{
    public Option<string[]> Env { get; } =
        Args.Texts("--env", "A variable of the sandbox; with its name alone, the value is taken from this environment", "NAME[=value]",
        "-e");

    public Option<string[]> EnvFile { get; } = Args.Texts("--env-file", "A file with a NAME=value on each line", "file");

    /// <summary>Reads the variables, files first; null for none, so that the request omits them.</summary>
    public EnvironmentVariables? Read(CommandContext context)
    {
        string[] files = context.Value(EnvFile) ?? [];
        string[] given = context.Value(Env) ?? [];
        if (files.Length == 0 && given.Length == 0)
        {
            return null;
        }

        EnvironmentVariables variables = [];
        foreach (string file in files)
        {
            DotEnv.Read(file, TextInput.ReadFile(file), variables);
        }

        foreach (string text in given)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? text : text[..equals];
            if (name.Length == 0)
            {
                throw CliException.Usage("--env needs a name before the '='.");
            }

            variables[name] = equals >= 0 ? text[(equals + 1)..]
                : Environment.GetEnvironmentVariable(name)
                    ?? throw CliException.Usage($"--env {name}: this environment has no such variable to take the value from.");
        }

        return variables;
    }
}

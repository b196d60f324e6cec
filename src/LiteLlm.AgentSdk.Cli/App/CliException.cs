namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>An expected end of a command: one line for the user, and an exit code.</summary>
internal sealed class CliException(string message, int exitCode = ExitCodes.Failed, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;

    public static CliException Usage(string message) => new(message, ExitCodes.Usage);

    public static CliException NotFound(string message) => new(message, ExitCodes.NotFound);
}

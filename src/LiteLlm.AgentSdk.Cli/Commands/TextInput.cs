using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Account;

namespace LiteLlm.AgentSdk.Cli.Commands;

/// <summary>Text that is given on the command line, in a file, or (<c>-</c>) on standard input.</summary>
internal static class TextInput
{
    public const string StandardInput = "-";

    /// <summary>A file as text, without a byte order mark.</summary>
    /// <exception cref="CliException">It can't be read.</exception>
    public static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CliException($"The file {path} can't be read: {e.Message}", ExitCodes.Failed, e);
        }
    }

    /// <summary>A file's text, or that of standard input for <c>-</c>.</summary>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken) =>
        path == StandardInput ? await PipedInput.ReadAllAsync(cancellationToken) : ReadFile(path);

    /// <summary>What one of two options gives, or none.</summary>
    public static async Task<string?> EitherAsync(CommandContext context, Option<string?> text, Option<string?> file)
    {
        if (context.Value(file) is not { } path)
        {
            return context.Value(text);
        }

        if (context.Value(text) is not null)
        {
            throw CliException.Usage($"{text.Name} and {file.Name} give the same thing: use one of them.");
        }

        return await ReadAsync(path, context.Cancellation);
    }
}

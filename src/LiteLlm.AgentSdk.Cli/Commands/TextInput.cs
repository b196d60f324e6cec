using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Account;

namespace LiteLlm.AgentSdk.Cli.Commands;

/// <summary>Reads text from the command line, a file, or (<c>-</c>) standard input.</summary>
internal static class TextInput
{
    public const string StandardInput = "-";

    /// <summary>Reads a file as text, without a byte order mark.</summary>
    /// <exception cref="CliException">The file can't be read.</exception>
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

    /// <summary>Reads a file as text, or standard input for <c>-</c>.</summary>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken) =>
        path == StandardInput ? await PipedInput.ReadAllAsync(cancellationToken) : ReadFile(path);

    /// <summary>Returns the text of one of two options; null if neither is given.</summary>
    public static async Task<string?> ReadTextOrFileAsync(CommandContext context, Option<string?> text, Option<string?> file)
    {
        if (context.Value(file) is not { } path)
        {
            return context.Value(text);
        }

        if (context.Value(text) is not null)
        {
            throw CliException.Usage($"{text.Name} and {file.Name} set the same value: use one of them.");
        }

        return await ReadAsync(path, context.Cancellation);
    }
}

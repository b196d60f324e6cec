using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Chat.Editing;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>Edits a message in the user's own editor: the program that <c>VISUAL</c> or <c>EDITOR</c> names, else <c>vi</c>.</summary>
internal static class ExternalEditor
{
    private const int LargestText = 1_000_000;

    /// <summary>Opens the editor and waits for its end.</summary>
    /// <param name="text">The text that the editor begins with.</param>
    /// <param name="lend">Runs an action while the terminal belongs to another program.</param>
    /// <returns>The edited text, without control characters and without line breaks at its end.</returns>
    /// <exception cref="CliException">The editor failed, or its text can't be used; the message is unchanged.</exception>
    public static string Edit(string text, Action<Action> lend)
    {
        if (OperatingSystem.IsWindows())
        {
            throw CliException.Usage("/editor is not available on Windows: Alt-Enter begins a new line at the prompt.");
        }

        string program = Named("VISUAL") ?? Named("EDITOR") ?? "vi";

        // The folder is readable by this user alone. A name that ends with .md switches on the Markdown mode of editors.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lap-");
        try
        {
            string file = Path.Combine(folder.FullName, "message.md");
            File.WriteAllText(file, text);
            int status = -1;
            lend(() => status = LibC.RunInShell($"{program} '{file.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
            return status == 0 ? Read(file, program) : throw new CliException(
                $"The editor ({program}) failed: the message is unchanged. VISUAL or EDITOR names the editor.", ExitCodes.Failed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Named(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } name && !string.IsNullOrWhiteSpace(name) ? name : null;

    private static string Read(string file, string program)
    {
        try
        {
            if (new FileInfo(file).Length > LargestText)
            {
                throw new CliException("The text is longer than a megabyte: the message is unchanged.", ExitCodes.Failed);
            }

            return PastedText.Tidy(File.ReadAllText(file)).TrimEnd('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The text of the editor ({program}) can't be read: {e.Message}", ExitCodes.Failed, e);
        }
    }
}

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
    /// <param name="runSuspended">Runs an action while the terminal belongs to another program.</param>
    /// <returns>The edited text, without control characters and without line breaks at its end.</returns>
    /// <exception cref="CliException">The editor failed, or its text can't be used; the message is unchanged.</exception>
    public static string Edit(string text, Action<Action> runSuspended)
    {
        if (OperatingSystem.IsWindows())
        {
            throw CliException.Usage("/editor is not available on Windows: Alt-Enter begins a new line at the prompt.");
        }

        string program = GetEditor("VISUAL") ?? GetEditor("EDITOR") ?? "vi";
        try
        {
            // The folder is readable by this user alone.
            DirectoryInfo folder = Directory.CreateTempSubdirectory("lap-");
            try
            {
                return EditFile(folder, program, text, runSuspended);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The message can't be edited in a file: {e.Message}", ExitCodes.Failed, e);
        }
    }

    private static string EditFile(DirectoryInfo folder, string program, string text, Action<Action> runSuspended)
    {
        // A name that ends with .md switches on the Markdown mode of editors.
        string file = Path.Combine(folder.FullName, "message.md");
        File.WriteAllText(file, text);
        int status = -1;
        runSuspended(() => status = LibC.RunInShell($"{program} '{file.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        if (status != 0)
        {
            throw new CliException(
                $"The editor ({program}) failed: the message is unchanged. VISUAL or EDITOR names the editor.", ExitCodes.Failed);
        }

        return new FileInfo(file).Length <= LargestText ? PastedText.Normalize(File.ReadAllText(file)).TrimEnd('\n')
            : throw new CliException("The text is longer than a megabyte: the message is unchanged.", ExitCodes.Failed);
    }

    private static string? GetEditor(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } name && !string.IsNullOrWhiteSpace(name) ? name : null;
}

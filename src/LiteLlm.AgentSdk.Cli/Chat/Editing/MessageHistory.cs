using System.Text;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>
/// The messages to an agent from all runs, in a file for each platform and agent that only its owner can access. If it can't be read or
/// written, the chat works without it.
/// </summary>
internal sealed class MessageHistory(string path)
{
    private const int MostKept = 500;
    private const int LargestFile = 1_000_000;

    /// <summary>Gets the history of an agent on a platform.</summary>
    public static MessageHistory Of(Uri? platform, string agent)
    {
        StringBuilder name = new();
        foreach (char c in $"{platform?.Authority}-{agent}")
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_');
        }

        return new MessageHistory(Path.Combine(ConfigFile.Folder, "history", name.ToString()));
    }

    public IReadOnlyList<string> Read()
    {
        try
        {
            return File.Exists(path) ? [.. File.ReadLines(path).TakeLast(MostKept).Select(Unescape)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public void Add(string message)
    {
        try
        {
            string folder = Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            bool isFull = File.Exists(path) && new FileInfo(path).Length > LargestFile;
            IEnumerable<string> kept = isFull ? Read().TakeLast(MostKept / 2) : [];
            FileStreamOptions options = new() { Mode = isFull ? FileMode.Create : FileMode.Append, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using StreamWriter file = new(path, options);
            foreach (string line in kept.Append(message))
            {
                file.Write(Escape(line) + "\n");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The message is sent anyway; only the history of the next run misses it.
        }
    }

    private static string Escape(string message) =>
        message.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal);

    private static string Unescape(string line)
    {
        StringBuilder message = new(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            bool isEscape = line[i] == '\\' && i + 1 < line.Length;
            message.Append(!isEscape ? line[i] : line[++i] == 'n' ? '\n' : line[i]);
        }

        return message.ToString();
    }
}

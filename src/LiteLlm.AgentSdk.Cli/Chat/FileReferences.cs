using System.Globalization;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>
/// The files that a message names as <c>@file</c>. Images are attached to the message, and the text of other files is added to its end.
/// A word that names no file is not changed.
/// </summary>
internal static class FileReferences
{
    private const char Mark = '@';
    private const int LargestText = 256 * 1024;

    private static readonly string[] s_images = [".png", ".jpg", ".jpeg", ".gif", ".webp"];

    /// <summary>Makes a message of the typed text.</summary>
    /// <param name="typed">The text.</param>
    /// <param name="report">The callback for each file that is sent.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="CliException">A file can't be read or sent; nothing was sent.</exception>
    public static async Task<SendOptions> ReadAsync(string typed, Action<string> report, CancellationToken cancellationToken)
    {
        List<Attachment> images = [];
        string text = typed;
        foreach (string path in Paths(typed))
        {
            if (IsImage(path))
            {
                Attachment image = await ReadImageAsync(path, cancellationToken).ConfigureAwait(false);
                images.Add(image);
                report(string.Create(CultureInfo.InvariantCulture, $"With the image {path} ({image.Content.Length:N0} bytes)."));
            }
            else
            {
                string content = ReadText(path);
                string name = path.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
                text += $"\n\n<file path=\"{name}\">\n{content.TrimEnd('\n')}\n</file>";
                report(string.Create(CultureInfo.InvariantCulture, $"With the text of {path} ({content.Length:N0} characters)."));
            }
        }

        SendOptions message = new() { Text = text, Attachments = images.Count > 0 ? images : null };
        return message.Validate() is { Count: > 0 } problems
            ? throw CliException.Usage($"The message can't be sent: {string.Join("; ", problems)}.") : message;
    }

    /// <summary>Gets the file completions of the last word of a line.</summary>
    public static IReadOnlyList<string> Complete(string typed)
    {
        int start = typed.LastIndexOfAny([' ', '\n', '\t']) + 1;
        if (start == typed.Length || typed[start] != Mark)
        {
            return [];
        }

        string word = typed[(start + 1)..];
        string folder = Path.GetDirectoryName(word) is { Length: > 0 } named ? named : word.StartsWith('/') ? "/" : ".";
        string prefix = word[..(word.LastIndexOf('/') + 1)];
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos()
                .Where(entry => !entry.Name.StartsWith('.') && !HasWhiteSpace(entry.Name))
                .Select(entry => $"{typed[..start]}{Mark}{prefix}{entry.Name}{(entry is DirectoryInfo ? "/" : "")}")
                .Where(candidate => candidate.StartsWith(typed, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that can't be read has no completions.
            return [];
        }
    }

    private static bool HasWhiteSpace(string name)
    {
        foreach (char c in name)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> Paths(string typed)
    {
        foreach (string word in typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal))
        {
            string path = word.Length > 1 && word[0] == Mark ? word[1..] : "";
            if (path.Length > 0 && File.Exists(path))
            {
                yield return path;
            }
            else if (path.TrimEnd('.', ',', ';', ':', '!', '?', ')') is { Length: > 0 } trimmed && File.Exists(trimmed))
            {
                yield return trimmed;
            }
        }
    }

    private static bool IsImage(string path) => s_images.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static async Task<Attachment> ReadImageAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await Attachment.FromFileAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or AgentPlatformValidationException)
        {
            throw new CliException($"The image {path} can't be sent: {e.Message}", ExitCodes.Failed, e);
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestText)
            {
                throw CliException.Usage(
                    $"The file {path} has more than {LargestText / 1024} KiB, too much for a message: nothing was sent.");
            }

            string content = File.ReadAllText(path);
            return !content.Contains('\0', StringComparison.Ordinal) ? content
                : throw CliException.Usage($"The file {path} is neither a text nor an image: nothing was sent.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file {path} can't be read: {e.Message}", ExitCodes.Failed, e);
        }
    }
}

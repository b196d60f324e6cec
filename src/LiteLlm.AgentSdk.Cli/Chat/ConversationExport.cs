using System.Text;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>Writes a conversation to a Markdown file that only its owner can access. Existing files are not overwritten.</summary>
internal static class ConversationExport
{
    /// <returns>The path of the file.</returns>
    /// <exception cref="CliException">The file can't be written.</exception>
    public static async Task<string> WriteAsync(Session session, string? path, CancellationToken cancellationToken)
    {
        string target = string.IsNullOrWhiteSpace(path) ? $"lap-{Ids.Short(session.Id)}.md" : path.Trim();
        StringBuilder text = new($"# Session {session.Id}\n");
        foreach (Message message in await session.GetMessagesAsync(cancellationToken).ConfigureAwait(false))
        {
            string content = message.Info.Role == MessageRole.User ? message.OwnText : message.Text;
            if (!message.IsPending && content.Trim().Length > 0)
            {
                string who = message.Info.Role == MessageRole.User ? "You" : "Agent";
                text.Append($"\n## {who}, {Times.Of(message.Info.Time?.CreatedAt)}\n\n{content.Trim()}\n");
            }
        }

        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            StreamWriter file = new(target, options);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(text, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file {target} can't be written: {e.Message}", ExitCodes.Failed, e);
        }

        return target;
    }
}

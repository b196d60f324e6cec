using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Account;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary><c>lap send</c>: one message, its reply on stdout, and an exit code that says whether the turn succeeded.</summary>
internal static class SendCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        Argument<string> target = Args.Required("session|agent", "A session to say it in (its id or address), or an agent (its id or name) to open one with");
        Argument<string> text = Args.Required("text", "The message; - reads it from standard input");
        Option<string[]> images = Args.Texts("--image", "An image to go with it", "file");
        Option<bool> stream = Args.Flag("--stream", "Print the reply as it grows; with --json, a line for each event");
        Option<bool> remove = Args.Flag("--rm", "End the session afterwards");
        Option<int?> timeout = Args.Number("--timeout", "The longest that the turn may take (3600 by default)", "seconds");
        TalkOptions talk = new();
        command.With(target, text, images, stream, remove, timeout, talk.Title, talk.Environment.Env, talk.Environment.EnvFile, talk.Skills);
        host.On(command, async context =>
        {
            SendOptions message = new()
            {
                Text = await ReadTextAsync(context, context.Value(text)!),
                Attachments = await ReadImagesAsync(context.Value(images), context.Cancellation),
                TurnTimeout = context.Value(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                ThrowOnFailure = false,
                LongRunning = false,
            };
            Session session = await OpenAsync(context, context.Value(target)!, talk);
            try
            {
                OneShot oneShot = new(context, session);
                return context.Value(stream) ? await oneShot.StreamAsync(message) : await oneShot.SendAsync(message);
            }
            finally
            {
                if (context.Value(remove))
                {
                    // The user's Ctrl-C ends the wait for the turn; the session is ended all the same.
                    await session.TerminateAsync(CancellationToken.None);
                }
            }
        });
    }

    private static async Task<string> ReadTextAsync(CommandContext context, string text)
    {
        if (text == TextInput.StandardInput)
        {
            text = await PipedInput.ReadAllAsync(context.Cancellation);
        }

        return text.Trim().Length > 0 ? text : throw CliException.Usage("The message is empty.");
    }

    private static async Task<IReadOnlyList<Attachment>?> ReadImagesAsync(string[]? paths, CancellationToken cancellationToken)
    {
        if (paths is not { Length: > 0 })
        {
            return null;
        }

        List<Attachment> images = [];
        foreach (string path in paths)
        {
            try
            {
                images.Add(await Attachment.FromFileAsync(path, cancellationToken));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CliException($"The image {path} can't be read: {e.Message}", ExitCodes.Failed, e);
            }
        }

        return images;
    }

    private static async Task<Session> OpenAsync(CommandContext context, string target, TalkOptions talk)
    {
        bool isAddress = target.Contains("/sessions/", StringComparison.Ordinal);
        if (isAddress || NameMatch.IsId(target))
        {
            string id = isAddress ? SessionFinder.IdOf(target) : target;
            if (await SessionFinder.TryGetAsync(context, id) is { } session)
            {
                return session;
            }

            if (isAddress)
            {
                throw CliException.NotFound($"There is no session '{id}': 'lap ps --all' lists them.");
            }
        }

        Agent agent = NameMatch.IsId(target)
            ? await AgentFinder.TryGetAsync(context, target) ?? throw CliException.NotFound($"There is neither a session nor an agent '{target}'.")
            : await AgentFinder.FindAsync(context, target);
        using ProgressLine progress = new(context.Printer);
        return await agent.CreateSessionAsync(
            new SessionCreateOptions
            {
                Title = context.Value(talk.Title),
                EnvVars = talk.Environment.Read(context),
                SkillIds = await SkillFinder.FindIdsAsync(context, context.Value(talk.Skills)),
                Progress = progress,
            },
            context.Cancellation);
    }
}

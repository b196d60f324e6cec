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
        Argument<string> target =
            Args.Required("session|agent", "The session (its id or address), or the agent (its id or name) for a new session");
        Argument<string> text = Args.Required("text", "The message; - reads it from standard input");
        Option<string[]> images = Args.Texts("--image", "An image to send with it", "file");
        Option<bool> stream = Args.Flag("--stream", "Print the reply while it is written; with --json, a line for each event");
        Option<bool> remove = Args.Flag("--rm", "End the session afterwards");
        Option<int?> timeout = Args.Number("--timeout", "The time limit of the turn in seconds (3600 by default)", "seconds")
            .Between(1, int.MaxValue);
        TalkOptions talk = new();
        command.With(target, text, images, stream, remove, timeout, talk.Title, talk.Environment.Env, talk.Environment.EnvFile,
            talk.Skills);
        host.On(command, async context =>
        {
            SendOptions message = new()
            {
                Text = await ReadTextAsync(context, context.Value(text)!),
                Attachments = await ReadImagesAsync(context.Value(images), context.Cancellation),
                TurnTimeout = context.Value(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                ThrowOnFailure = false,
                LongRunning = false,

                // With --json all events of the stream are printed.
                IncludeClaudeMessages = context.Json,
            };

            // An invalid message is refused before a session is opened.
            if (message.Validate() is { Count: > 0 } problems)
            {
                throw CliException.Usage($"The message can't be sent: {string.Join("; ", problems)}.");
            }

            bool hasImages = message.Attachments is { Count: > 0 };
            Session session = await OpenAsync(context, context.Value(target)!, talk, context.Value(remove), hasImages);
            try
            {
                await SessionOpener.WaitAsync(context, session);
                OneShot oneShot = new(context, session);
                return context.Value(stream) ? await oneShot.StreamAsync(message) : await oneShot.SendAsync(message);
            }
            finally
            {
                if (context.Value(remove))
                {
                    await RemoveAsync(context, session);
                }
            }
        });
    }

    /// <summary>Ends the session, also after Ctrl-C has ended the wait for the turn.</summary>
    private static async Task RemoveAsync(CommandContext context, Session session)
    {
        await session.TerminateAsync(CancellationToken.None);
        context.Leaving = null;
        context.Printer.Info($"Ended session {session.Id}.");
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

    private static async Task<Session> OpenAsync(CommandContext context, string target, TalkOptions talk, bool removes, bool hasImages)
    {
        if (await SessionFinder.TryFindAsync(context, target) is { } session)
        {
            RequireImages(session.SupportsTui && hasImages, $"Session {session.Id}");
            await PrepareExistingAsync(context, session);
            return session;
        }

        EnvironmentVariables? variables = talk.Environment.Read(context);
        Agent agent = NameMatch.IsId(target)
            ? await AgentFinder.TryGetAsync(context, target)
                ?? throw CliException.NotFound($"There is neither a session nor an agent '{target}'.")
            : await AgentFinder.FindAsync(context, target);
        RequireImages(agent.SupportsTui && hasImages, $"Agent {agent.Name ?? agent.Id}");
        SessionCreateOptions options = new()
        {
            Title = context.Value(talk.Title),
            EnvVars = variables,
            SkillIds = await SkillFinder.FindIdsAsync(context, context.Value(talk.Skills)),
            WaitUntilReady = false,
        };
        if (context.Printer.IsErrorTerminal)
        {
            context.Printer.Info(SessionOpener.Describe(agent));
        }

        return await SessionOpener.OpenAsync(context, agent, options, printsAfterSuccess: !context.Printer.IsQuiet && !removes);
    }

    private static void RequireImages(bool isRefused, string what)
    {
        if (isRefused)
        {
            throw CliException.Usage($"{what} is a program for a terminal, which takes no images: nothing was sent.");
        }
    }

    private static async Task PrepareExistingAsync(CommandContext context, Session session)
    {
        Farewell.PrintAtEnd(context, session, printsAfterSuccess: false);
        string restart = $"'lap sessions restart {session.Id}'";
        if (await DeadSession.DescribeAsync(session, session.AgentId, restart, context.Cancellation) is { } dead)
        {
            context.Printer.WriteNote(dead);
        }
    }
}

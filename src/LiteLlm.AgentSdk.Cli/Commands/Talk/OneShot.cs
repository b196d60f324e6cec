using System.Text.Json;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Chat;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>Sends one message and prints the reply. The text of a failed turn goes to stderr.</summary>
internal sealed class OneShot(CommandContext context, Session session)
{
    private const string Looking = "looking for the turn";

    private SessionEvent? _last;

    public async Task<int> SendAsync(SendOptions message)
    {
        Reply reply;
        try
        {
            using StatusLine status = new(context.Printer, "thinking");
            LossWords loss = new();
            ActionProgress<TurnUpdate> progress = new(update => ReportConnection(loss, update, status));
            reply = await session.SendAsync(message with { Progress = progress }, context.Cancellation);
        }
        catch (AgentPlatformTimeoutException e)
        {
            await WritePartialAsync(e);
            throw;
        }

        if (context.Json)
        {
            JsonPrinter.WriteObject(context.Printer, json => WriteJson(json, reply));
        }
        else if (!reply.IsError && reply.Text.Length > 0)
        {
            context.Printer.WriteTextLine(reply.Text);
        }

        return End(reply);
    }

    /// <summary>Streams the text, or with <c>--json</c> the platform's events and the reply as the last line.</summary>
    public async Task<int> StreamAsync(SendOptions message)
    {
        Reply? reply = null;
        StreamedText shown = new(context.Printer);
        LossWords loss = new();
        using (StatusLine status = new(context.Printer, "thinking"))
        {
            try
            {
                await foreach (TurnUpdate update in session.SendStreamingAsync(message, context.Cancellation))
                {
                    status.Pause();
                    if (context.Json)
                    {
                        PrintEvent(update);
                    }
                    else if (update is TurnTextDelta text)
                    {
                        shown.Write(text);
                    }

                    ReportConnection(loss, update, status);
                    reply = (update as TurnCompleted)?.Reply ?? reply;
                    if (shown.IsAtLineStart)
                    {
                        // The status line must not follow text on the same line.
                        status.SetText(
                            loss.IsLooking ? Looking : update is TurnToolStarted tool ? ToolSummary.DescribeCall(tool.Tool) : "thinking");
                        status.Resume();
                    }
                }
            }
            finally
            {
                status.Pause();
                shown.EndLine();
            }
        }

        if (context.Json)
        {
            JsonPrinter.WriteObjectLine(context.Printer, json =>
            {
                json.WriteString("type", "reply");
                WriteJson(json, reply!);
            });
        }

        return End(reply!);
    }

    private void ReportConnection(LossWords loss, TurnUpdate update, StatusLine status)
    {
        if (loss.Describe(update) is { } notice)
        {
            status.Pause();
            context.Printer.Info(notice);
            status.SetText(loss.IsLooking ? Looking : "thinking");
            status.Resume();
        }
    }

    /// <summary>Prints the partial text of a turn that timed out to stderr, because it is not a reply.</summary>
    private async Task WritePartialAsync(AgentPlatformTimeoutException timeout)
    {
        string text = timeout.PartialReply is { Text.Length: > 0 } partial ? partial.Text : await ReadPartialAsync();
        if (text.Length > 0)
        {
            context.Printer.WriteNote("Written so far:");
            context.Printer.WriteErrorText(text);
        }
    }

    /// <summary>Reads the turn's text from the session's thread. Not all harnesses store it before the end.</summary>
    private async Task<string> ReadPartialAsync()
    {
        try
        {
            IReadOnlyList<Message> messages = await session.GetMessagesAsync(context.Cancellation);
            return string.Join('\n', messages.Reverse().TakeWhile(message => message.Info.Role != MessageRole.User).Reverse()
                .Select(message => message.Text))
                .Trim();
        }
        catch (AgentPlatformException)
        {
            // The timeout is the error to report; the text can be read later.
            return "";
        }
    }

    private void PrintEvent(TurnUpdate update)
    {
        // An event can have several updates, but must be printed once.
        if (update.Event is { } happened && !ReferenceEquals(happened, _last))
        {
            _last = happened;
            JsonPrinter.WriteEvent(context.Printer, happened);
        }
    }

    private int End(Reply reply)
    {
        if (!reply.IsError)
        {
            context.Printer.Info($"Session {session.Id}{Cost(reply)}");
            return ExitCodes.Ok;
        }

        context.Printer.WriteError($"The turn of session {session.Id} {(reply.IsAborted ? "was aborted" : "failed")} "
            + $"({reply.Error!.Name}): {reply.Error.Message ?? reply.Text}");
        return ExitCodes.SessionOrTurnFailed;
    }

    private static string Cost(Reply reply)
    {
        string tokens = reply.InputTokens is { } input && reply.OutputTokens is { } output ? $": {input} tokens in, {output} out" : "";
        return tokens
            + (reply.Cost is { } cost ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", ${cost:0.####}") : "");
    }

    private void WriteJson(Utf8JsonWriter json, Reply reply)
    {
        json.WriteString("session_id", session.Id);
        json.WriteString("agent_id", session.AgentId);
        json.WriteBoolean("is_error", reply.IsError);
        TurnJson.WriteReply(json, reply);
        TurnJson.WriteError(json, reply.Error);
        json.WritePropertyName("raw");
        JsonMask.Write(json, reply.Raw ?? default, showSecrets: true);
    }
}

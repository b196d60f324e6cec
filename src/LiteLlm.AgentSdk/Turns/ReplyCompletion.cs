using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>From the platform's answer to a message, in any of the shapes that servers answer in, to the whole reply.</summary>
internal sealed class ReplyCompletion(PlatformTransport transport, string sessionId)
{
    // The platform starts a turn again when its own client gives up, after five minutes.
    private static readonly TimeSpan SuspiciouslyLong = TimeSpan.FromSeconds(290);

    /// <summary>Reads the answer; with opencode it is the last message of the turn, and the thread has the others.</summary>
    /// <exception cref="ReplyIncompleteException">The others can't be read.</exception>
    public async Task<Reply> ReadAsync(JsonElement answer, ResponseInfo? response, TurnLookup? lookup, TimeSpan elapsed, CancellationToken cancellationToken)
    {
        if (!ReplyReader.IsReply(answer))
        {
            string? words = ErrorReader.Words(Encoding.UTF8.GetBytes(ForeignJson.GetJson(answer)), []);
            throw new AgentPlatformException($"What session {sessionId} has in place of a reply is none{(words is null ? "." : $": {words}")}") { ErrorMessage = words, MayHaveTakenEffect = true };
        }

        ReplyContent content = ReplyReader.Read(answer);
        if (content.Message is not { } message)
        {
            return new Reply { Text = content.Text ?? "", Raw = answer, Response = response };
        }

        bool completes = message.Info.ParentId is not null;
        if (!completes && elapsed < SuspiciouslyLong)
        {
            return Reply.Of([message], raw: answer, response: response, fallbackText: content.Text);
        }

        try
        {
            IReadOnlyList<Message> thread = await SessionCalls.GetMessagesAsync(transport, sessionId, cancellationToken).ConfigureAwait(false);
            bool duplicated = lookup?.IsDuplicated(thread) ?? false;
            IReadOnlyList<Message> messages = completes ? MessageThread.AnswersTo(thread, message.Info.ParentId!) : [message];
            return messages.Any(m => m.Info.Id == message.Info.Id)
                ? Reply.Of(messages, raw: answer, response: response, duplicated: duplicated, fallbackText: content.Text)
                : throw Incomplete("the session's messages do not have it", null);
        }
        catch (AgentPlatformException e) when (e is not ReplyIncompleteException)
        {
            if (!completes)
            {
                // Whole as it is; only whether it was run twice stays open.
                return Reply.Of([message], raw: answer, response: response, fallbackText: content.Text);
            }

            throw Incomplete(e.Message, e);
        }

        ReplyIncompleteException Incomplete(string why, AgentPlatformException? cause) => new(
            $"The turn of session {sessionId} took place, but its earlier messages could not be read: {why}. {nameof(Session.GetMessagesAsync)} gives what the platform has.", cause)
        {
            Reply = Reply.Of([message], raw: answer, response: response, fallbackText: content.Text),
            IsTransient = cause?.IsTransient ?? false,
            MayHaveTakenEffect = true,
        };
    }
}

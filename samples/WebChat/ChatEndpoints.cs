using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.AspNetCore;

namespace WebChat;

/// <summary>
/// The API of a conversation. A turn continues without its browser, and any browser can show it again.
/// </summary>
internal static class ChatEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder api = app.MapGroup("/api/sessions").AddAgentPlatformProblems();
        api.MapGet("{id}/startup", async (string id, ChatAgent chat, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(StartupAsync(await chat.GetSessionAsync(id, cancellationToken), cancellationToken)));
        api.MapGet("{id}/messages", async (string id, ChatAgent chat, ChatTurns turns, CancellationToken cancellationToken) =>
            ChatThread.Of(await (await chat.GetSessionAsync(id, cancellationToken)).GetMessagesAsync(cancellationToken),
                messageId => turns.Has(id, messageId)));
        api.MapPost("{id}/messages", SendAsync);
        api.MapGet("{id}/turns/{messageId}", ResumeAsync);

        // The messages of the Claude Agent SDK contain each token a second time. The page does not need them.
        api.MapGet("{id}/events", async (string id, ChatAgent chat, CancellationToken cancellationToken) =>
            AgentResults.Events((await chat.GetSessionAsync(id,
                cancellationToken)).FollowAsync(cancellationToken: cancellationToken).Where(e => e is not ClaudeSdkMessageEvent)));
        api.MapPost("{id}/abort", async (string id, ChatAgent chat, CancellationToken cancellationToken) =>
        {
            await (await chat.GetSessionAsync(id, cancellationToken)).AbortAsync(cancellationToken);
            return TypedResults.NoContent();
        });
    }

    /// <summary>Sends a message and streams its turn. When the browser disconnects, the turn continues.</summary>
    private static async Task<IResult> SendAsync(string id, ChatMessage message, ChatAgent chat, ChatTurns turns,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(message.Text))
        {
            return TypedResults.Problem("The message has no text.", statusCode: StatusCodes.Status400BadRequest);
        }

        Session session = await chat.GetSessionAsync(id, cancellationToken);
        return AgentResults.Turn(turns.Start(session, message).ReadAsync(cancellationToken));
    }

    /// <summary>
    /// Streams a turn that this application runs, from its beginning. If the application was restarted since, the turn is resumed from the
    /// checkpoint that the browser sends; without a checkpoint nothing is returned.
    /// </summary>
    private static async Task<IResult> ResumeAsync(string id, string messageId, HttpContext context, ChatAgent chat, ChatTurns turns,
        AgentPlatformClient platform, CancellationToken cancellationToken)
    {
        await chat.GetSessionAsync(id, cancellationToken);
        if (await turns.FindAsync(id, messageId, cancellationToken) is { } turn)
        {
            context.Response.Headers["Turn-Key"] = turn.Key;
            return AgentResults.Turn(turn.ReadAsync(cancellationToken));
        }

        return context.Request.TryGetTurnCheckpoint(out TurnCheckpoint? seen) && seen.SessionId == id && seen.UserMessageId == messageId
            ? AgentResults.ResumeTurn(platform, seen)
            : TypedResults.NoContent();
    }

    /// <summary>Streams the phases of a session that is being created, and then its final state.</summary>
    private static async IAsyncEnumerable<SseItem<ChatSession>> StartupAsync(Session session,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<SessionProgress> phases = Channel.CreateUnbounded<SessionProgress>();
        Task waiting = WaitAsync();
        await foreach (SessionProgress progress in phases.Reader.ReadAllAsync(cancellationToken))
        {
            ChatSession phase = new(session.Id, progress.Status.Value, progress.Phase?.Value, progress.PhaseDetail, null, null, null);
            yield return new(phase, "phase");
        }

        await waiting;
        yield return new(ChatSession.Of(session, null), "end");

        async Task WaitAsync()
        {
            try
            {
                await session.WaitUntilReadyAsync(new() { Progress = new Reports(phases.Writer) }, cancellationToken);
            }
            catch (SessionFailedException)
            {
                // The session's own state contains the failure.
            }
            finally
            {
                phases.Writer.Complete();
            }
        }
    }

    /// <summary>Like <see cref="Progress{T}"/>, but keeps the order of the values.</summary>
    private sealed class Reports(ChannelWriter<SessionProgress> writer) : IProgress<SessionProgress>
    {
        public void Report(SessionProgress value) => writer.TryWrite(value);
    }
}

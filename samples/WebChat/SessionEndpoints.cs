using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.AspNetCore;

namespace WebChat;

/// <summary>The calls of the page's list of sessions.</summary>
internal static class SessionEndpoints
{
    /// <summary>As many as the platform lists; it has no further pages.</summary>
    private const int Most = 200;

    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder api = app.MapGroup("/api").AddAgentPlatformProblems();
        api.MapGet("agent", async (ChatAgent chat, CancellationToken cancellationToken) =>
        {
            Agent agent = await chat.GetAsync(cancellationToken);
            return new ChatAbout(agent.Name ?? agent.Id, agent.Model, agent.HarnessId.Value);
        });
        api.MapGet("sessions", ListAsync);
        api.MapPost("sessions", CreateAsync);
        api.MapGet("sessions/{id}", async (string id, ChatAgent chat, ChatTitles titles, CancellationToken cancellationToken) =>
            ChatSession.Of(await chat.GetSessionAsync(id, cancellationToken), titles.Get(id)));
        api.MapGet("sessions/{id}/title", async (string id, ChatAgent chat, ChatTitles titles, CancellationToken cancellationToken) =>
            new ChatTitle(await titles.FindAsync(await chat.GetSessionAsync(id, cancellationToken), cancellationToken)));
        api.MapPut("sessions/{id}/title", RenameAsync);
        api.MapDelete("sessions/{id}", async (string id, ChatAgent chat, CancellationToken cancellationToken) =>
        {
            await (await chat.GetSessionAsync(id, cancellationToken)).TerminateAsync(cancellationToken);
            return TypedResults.NoContent();
        });
    }

    private static async Task<ChatList> ListAsync(int? limit, string? search, ChatAgent chat, ChatTitles titles,
        CancellationToken cancellationToken)
    {
        Agent agent = await chat.GetAsync(cancellationToken);
        bool isSearch = !string.IsNullOrWhiteSpace(search);
        int most = isSearch ? Most : Math.Clamp(limit ?? PageSize, 1, Most);
        IReadOnlyList<Session> listed = await agent.ListSessionsAsync(new() { Limit = most }, cancellationToken)
            .ToListAsync(cancellationToken);
        IEnumerable<Session> shown = listed;
        if (isSearch)
        {
            await NameAllAsync(listed, titles, cancellationToken);
            shown = listed.Where(session =>
                titles.Get(session.Id)?.Contains(search!.Trim(), StringComparison.CurrentCultureIgnoreCase) == true);
        }

        return new ChatList([.. shown.Select(session => ChatSession.Of(session, titles.Get(session.Id)))],
            !isSearch && listed.Count == most && most < Most);
    }

    /// <summary>Finds the titles that are not known yet.</summary>
    private static Task NameAllAsync(IEnumerable<Session> sessions, ChatTitles titles, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(sessions.Where(session => session.Status != SessionStatus.Creating),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (session, token) =>
            {
                try
                {
                    await titles.FindAsync(session, token);
                }
                catch (AgentPlatformException)
                {
                    // Its messages can't be read, so that it has no words to be found by.
                }
            });

    /// <summary>Comes back at once, with a session that is still being created: the page shows how it starts.</summary>
    private static async Task<IResult> CreateAsync(ChatAgent chat, CancellationToken cancellationToken)
    {
        Agent agent = await chat.GetAsync(cancellationToken);
        Session session = await agent.CreateSessionAsync(new() { WaitUntilReady = false }, cancellationToken);
        return TypedResults.Created($"/api/sessions/{session.Id}", ChatSession.Of(session, null));
    }

    private static async Task<IResult> RenameAsync(string id, ChatTitle title, ChatAgent chat, ChatTitles titles,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(title.Title))
        {
            return TypedResults.Problem("The title has no text.", statusCode: StatusCodes.Status400BadRequest);
        }

        await chat.GetSessionAsync(id, cancellationToken);
        await titles.RenameAsync(id, title.Title, cancellationToken);
        return TypedResults.NoContent();
    }
}

using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.AgentIssues;

/// <summary>An issue: a problem that an agent reported.</summary>
internal sealed record IssueRecord(string AgentId, string? SessionId, string Title, string? Body, DateTimeOffset CreatedAt) : IStored
{
    public string Id { get; } = Ids.Uuid();

    public required string Severity { get; init; }

    public string Status { get; init; } = "open";

    public int TimesSeen { get; init; } = 1;

    public IReadOnlyList<IssueComment> Comments { get; init; } = [];

    public string Json(bool withComments)
    {
        string comments = withComments ? ",\"comments\":[" + string.Join(",", Comments.Select(comment => comment.Json(Id))) + "]" : "";
        return JsText.OneLine($$"""
            {"id":"{{Id}}","agent_id":"{{AgentId}}","session_id":{{JsText.Quote(SessionId)}},"title":{{JsText.Quote(Title)}},
             "body":{{JsText.Quote(Body)}},"severity":"{{Severity}}","status":"{{Status}}",
             "times_seen":{{TimesSeen}}{{comments}},"created_at":"{{JsText.Time(CreatedAt)}}"}
            """);
    }
}

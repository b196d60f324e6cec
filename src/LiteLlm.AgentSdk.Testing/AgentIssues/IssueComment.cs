using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.AgentIssues;

/// <summary>A comment of an issue: the text of a further report of the same issue.</summary>
internal sealed record IssueComment(string? SessionId, string Body, DateTimeOffset CreatedAt)
{
    private readonly string _id = Ids.Uuid();

    public string Json(string issueId) => JsText.OneLine($$"""
        {"id":"{{_id}}","issue_id":"{{issueId}}","session_id":{{JsText.Quote(SessionId)}},"body":{{JsText.Quote(Body)}},
         "created_at":"{{JsText.Time(CreatedAt)}}"}
        """);
}

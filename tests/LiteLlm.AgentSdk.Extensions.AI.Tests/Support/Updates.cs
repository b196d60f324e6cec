namespace LiteLlm.AgentSdk.Extensions.AI.Tests.Support;

internal static class Updates
{
    public static async Task<List<ChatResponseUpdate>> ToListAsync(this IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        List<ChatResponseUpdate> all = [];
        await foreach (ChatResponseUpdate update in updates)
        {
            all.Add(update);
        }

        return all;
    }

    public static IEnumerable<T> Contents<T>(this IEnumerable<ChatResponseUpdate> updates)
        where T : AIContent => updates.SelectMany(u => u.Contents).OfType<T>();

    /// <summary>Returns a response as text without values that differ between turns, for comparing two responses.</summary>
    public static string Shape(this ChatResponse response, bool withTimes = true, bool withExceptions = true)
    {
        Dictionary<string, string> ids = [];
        string Name(string? id) => id is null ? "-" : ids.TryGetValue(id, out string? name) ? name : ids[id] = $"id{ids.Count}";
        return string.Join("\n", [
            $"{Name(response.ResponseId)} {response.ModelId} {response.FinishReason} created: {response.CreatedAt is not null} "
                + $"usage: {response.Usage?.InputTokenCount is > 0}/{response.Usage?.OutputTokenCount}"
                + $"/{response.Usage?.CachedInputTokenCount}/{response.Usage?.ReasoningTokenCount}",
            .. response.Messages.Select(m =>
                $"{m.Role} {Name(m.MessageId)}{(withTimes ? $" created: {m.CreatedAt is not null}" : "")}: "
                    + $"{string.Join(" | ", m.Contents.Select(c => Shape(c, withExceptions)))}"),
        ]);
    }

    private static string Shape(AIContent content, bool withExceptions) => content switch
    {
        TextContent text => $"text '{text.Text}'",
        TextReasoningContent reasoning => $"reasoning '{reasoning.Text}'",
        FunctionCallContent call =>
            $"call {call.Name}("
                + string.Join(", ", (call.Arguments ?? new Dictionary<string, object?>()).Select(a => $"{a.Key}: {a.Value}"))
                + $") {call.InformationalOnly}",
        FunctionResultContent result => $"result {result.Result} {(withExceptions ? result.Exception?.Message : "")}",
        ErrorContent error => $"error {error.ErrorCode} {error.Message}",
        _ => content.GetType().Name,
    };
}

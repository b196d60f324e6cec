using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>How the golden tests look at a recording. Nothing here uses what it is there to check.</summary>
internal static class RecordedExchangeExtensions
{
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 1000 };

    /// <summary>The path's segment behind this one: of <c>agents</c> or <c>sessions</c> the id.</summary>
    public static string? Segment(this RecordedExchange exchange, string name)
    {
        string[] segments = exchange.Path.Split('?')[0].Split('/');
        int at = Array.IndexOf(segments, name);
        return at >= 0 && at + 1 < segments.Length ? Uri.UnescapeDataString(segments[at + 1]) : null;
    }

    /// <summary>A parameter of the query.</summary>
    public static string? Parameter(this RecordedExchange exchange, string name)
    {
        string query = exchange.Path.Split('?', 2) is [_, var after] ? after : "";
        return query.Split('&').Select(static p =>
            p.Split('=', 2)).Where(p => p[0] == name).Select(static p => Uri.UnescapeDataString(p[1])).SingleOrDefault();
    }

    public static JsonNode? Node(this RecordedExchange exchange) => JsonNode.Parse(exchange.Body, documentOptions: s_deep);

    /// <summary>The body as it is in the file, literals and all.</summary>
    public static JsonElement Json(this RecordedExchange exchange)
    {
        using JsonDocument document = JsonDocument.Parse(exchange.Body, s_deep);
        return document.RootElement.Clone();
    }

    /// <summary>The events of a stream, without the envelope of two of the three endpoints.</summary>
    public static IEnumerable<JsonObject> Events(this IEnumerable<string> frames) => frames
        .Select(static frame => JsonNode.Parse(frame)!.AsObject())
        .Select(static frame => frame["event"] is JsonObject inner ? inner : frame);

    /// <summary>The frame that ends the first turn; -1 when the stream has none.</summary>
    public static int FirstTurnEnd(this RecordedExchange exchange) =>
        exchange.Frames.Events().ToList().FindIndex(static e => (string?)e["type"] is "session.idle" or "done");
}

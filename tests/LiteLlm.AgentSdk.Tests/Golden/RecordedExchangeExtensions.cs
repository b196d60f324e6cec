using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>How the golden tests read a recording. Nothing here uses the code under test.</summary>
internal static class RecordedExchangeExtensions
{
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 1000 };

    /// <summary>Returns the segment of the path after the given segment: the id after <c>agents</c> or <c>sessions</c>.</summary>
    public static string? Segment(this RecordedExchange exchange, string name)
    {
        string[] segments = exchange.Path.Split('?')[0].Split('/');
        int at = Array.IndexOf(segments, name);
        return at >= 0 && at + 1 < segments.Length ? Uri.UnescapeDataString(segments[at + 1]) : null;
    }

    /// <summary>Returns a parameter of the query.</summary>
    public static string? Parameter(this RecordedExchange exchange, string name)
    {
        string query = exchange.Path.Split('?', 2) is [_, var after] ? after : "";
        return query.Split('&').Select(static p =>
            p.Split('=', 2)).Where(p => p[0] == name).Select(static p => Uri.UnescapeDataString(p[1])).SingleOrDefault();
    }

    public static JsonNode? Node(this RecordedExchange exchange) => JsonNode.Parse(exchange.Body, documentOptions: s_deep);

    /// <summary>Returns the body as it is in the file, with its literals.</summary>
    public static JsonElement Json(this RecordedExchange exchange)
    {
        using JsonDocument document = JsonDocument.Parse(exchange.Body, s_deep);
        return document.RootElement.Clone();
    }

    /// <summary>Returns the events of a stream, without the envelope that two of the three endpoints add.</summary>
    public static IEnumerable<JsonObject> Events(this IEnumerable<string> frames) => frames
        .Select(static frame => JsonNode.Parse(frame)!.AsObject())
        .Select(static frame => frame["event"] is JsonObject inner ? inner : frame);

    /// <summary>Returns the index of the frame that ends the first turn; -1 if there is none.</summary>
    public static int FirstTurnEnd(this RecordedExchange exchange) =>
        exchange.Frames.Events().ToList().FindIndex(static e => (string?)e["type"] is "session.idle" or "done");
}

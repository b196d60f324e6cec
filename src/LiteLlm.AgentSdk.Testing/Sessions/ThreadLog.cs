using System.Globalization;
using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>
/// Makes the timeline of a thread, as the platform does: an entry for each user message, and for each part of a reply.
/// </summary>
internal static class ThreadLog
{
    private const int LongestDetail = 600;
    private const string History = "<previous_session_history>";

    /// <summary>Returns the timeline entries of a thread.</summary>
    /// <param name="thread">The messages, as JSON.</param>
    /// <param name="otherwise">The time for messages that were stored without one.</param>
    public static IEnumerable<string> Of(IEnumerable<string> thread, DateTimeOffset otherwise)
    {
        foreach (string json in thread)
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (string entry in Of(document.RootElement, otherwise))
            {
                yield return entry;
            }
        }
    }

    public static string Entry(string id, string kind, DateTimeOffset at, string title, string? detail = null, string? meta = null)
    {
        string more = detail is null ? "" : ",\"detail\":" + JsText.Quote(Shorten(detail, LongestDetail));
        more += meta is null ? "" : ",\"meta\":" + JsText.Quote(meta);
        return $$"""{"id":{{JsText.Quote(id)}},"kind":"{{kind}}","at":"{{JsText.Time(at)}}","title":{{JsText.Quote(title)}}{{more}}}""";
    }

    /// <summary>Returns the text of a user message; null if it has none.</summary>
    public static string? GetText(JsonElement entry)
    {
        var parts = entry.GetProperty("parts").EnumerateArray();
        string[] texts = [.. parts.Where(part => Type(part) == "text").Select(part => part.GetProperty("text").GetString()!)];
        return texts.Length == 0 ? null : string.Join("\n", texts);
    }

    public static string Shorten(string text, int length) => text.Length > length ? text[..length] + "…" : text;

    private static List<string> Of(JsonElement entry, DateTimeOffset otherwise)
    {
        JsonElement info = entry.GetProperty("info");
        string id = info.GetProperty("id").GetString()!;
        long created = info.TryGetProperty("time", out JsonElement time)
            ? time.GetProperty("created").GetInt64()
            : otherwise.ToUnixTimeMilliseconds();
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(created);
        if (info.GetProperty("role").GetString() == "user")
        {
            string? words = GetText(entry);
            return words?.StartsWith(History, StringComparison.Ordinal) == true
                ? [Entry(id + ":recovered", "recovered", at, "Session restored", "Prior conversation replayed into a fresh sandbox.")]
                : [Entry(id + ":user", "user", at, "User message", string.IsNullOrEmpty(words) ? "[non-text content]" : words)];
        }

        string? meta = Meta(info, created);
        List<string> entries = [];
        int index = 0;
        foreach (JsonElement part in entry.GetProperty("parts").EnumerateArray())
        {
            (string Kind, string Title, string Detail)? shown = DescribePart(part);
            if (shown is { Detail.Length: > 0 })
            {
                entries.Add(Entry($"{id}:{index}", shown.Value.Kind, at, shown.Value.Title, shown.Value.Detail, meta));
                meta = null;
            }

            index++;
        }

        return entries;
    }

    private static (string Kind, string Title, string Detail)? DescribePart(JsonElement part) => Type(part) switch
    {
        "text" => ("response", "Response", part.GetProperty("text").GetString()!.Trim()),
        "reasoning" => ("thinking", "Thinking", part.GetProperty("text").GetString()!.Trim()),
        "tool" => ("tool", "Tool: " + part.GetProperty("tool").GetString(), Tool(part.GetProperty("state"))),
        _ => null,
    };

    private static string Tool(JsonElement state) =>
        state.GetProperty("status").GetString() + " · " + (state.TryGetProperty("input", out JsonElement input) ? JsText.Of(input) : "{}");

    private static string? Meta(JsonElement info, long created)
    {
        if (!info.TryGetProperty("time", out JsonElement time) || !time.TryGetProperty("completed", out JsonElement completed))
        {
            return null;
        }

        long milliseconds = completed.GetInt64() - created;
        string duration = milliseconds < 1000
            ? milliseconds.ToString(CultureInfo.InvariantCulture) + "ms"
            : (milliseconds / 1000.0).ToString("0.0", CultureInfo.InvariantCulture) + "s";
        int output = info.TryGetProperty("tokens", out JsonElement tokens) ? tokens.GetProperty("output").GetInt32() : 0;
        return output > 0 ? string.Create(CultureInfo.InvariantCulture, $"{duration} · {output} tok") : duration;
    }

    private static string? Type(JsonElement part) => part.TryGetProperty("type", out JsonElement type) ? type.GetString() : null;
}

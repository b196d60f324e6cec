using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>What the platform itself writes down of a session: the timeline, and the messages that a restart replays.</summary>
internal sealed class SessionRecords(PlatformState platform, string sessionId)
{
    private const int LongestDetail = 600;
    private readonly Gate _gate = new();
    private readonly List<string> _timeline = [];
    private readonly List<(string Id, string HarnessSession, string Role, string Parts)> _messages = [];

    /// <summary>The beginning of the first user message; null before it.</summary>
    public string? TitlePreview { get; private set; }

    /// <summary>How many messages are stored.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count;
            }
        }
    }

    public void Note(string kind, string title)
    {
        lock (_gate)
        {
            _timeline.Add(Entry($"{sessionId}:{kind}", kind, platform.Time.GetUtcNow(), title, null, null));
        }
    }

    /// <returns>The id of the message in the store.</returns>
    public string User(string messageId, string harnessSession, TurnInput input)
    {
        string id = Ids.Uuid();
        lock (_gate)
        {
            string text = input.AllText;
            _timeline.Add(Entry(
                messageId + ":user", "user", platform.Time.GetUtcNow(), "User message", text.Length == 0 ? "[non-text content]" : text, null));
            _messages.Add((id, harnessSession, "user", Stored(input.Parts.Select(part => JsText.Of(part.Json)))));
            TitlePreview ??= Shortened(text.ReplaceLineEndings(" "), 59);
        }

        return id;
    }

    public void Reply(string harnessSession, TurnReply reply)
    {
        lock (_gate)
        {
            DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(reply.Created);
            string? meta = Meta(reply);
            for (int i = 0; i < reply.Parts.Count; i++)
            {
                ReplyPart part = reply.Parts[i];
                if (part.Kind.Length > 0)
                {
                    _timeline.Add(Entry($"{reply.MessageId}:{i}", part.Kind, at, part.Title, part.Detail.Trim(), meta));
                    meta = null;
                }
            }

            if (reply.Parts.Count > 0)
            {
                _messages.Add((Ids.Uuid(), harnessSession, "assistant", Stored(reply.Parts.Select(part => part.Json))));
            }
        }
    }

    public string Timeline()
    {
        lock (_gate)
        {
            return "[" + string.Join(",", _timeline) + "]";
        }
    }

    /// <summary>The stored thread, but for one message; null when there is nothing in it.</summary>
    public string? Messages(string? except = null)
    {
        lock (_gate)
        {
            var entries = _messages.Where(message => message.Id != except).Select(message =>
                $$$"""{"info":{"id":"{{{message.Id}}}","sessionID":{{{JsText.Quote(message.HarnessSession)}}},"role":"{{{message.Role}}}"},"parts":{{{message.Parts}}}}""").ToList();
            return entries.Count == 0 ? null : "[" + string.Join(",", entries) + "]";
        }
    }

    private static string Stored(IEnumerable<string> parts) => JsText.Stored("[" + string.Join(",", parts) + "]");

    private static string Meta(TurnReply reply)
    {
        long milliseconds = reply.Completed - reply.Created;
        string time = milliseconds < 1000 ? $"{milliseconds}ms" : JsText.Number(Math.Round(milliseconds / 1000.0, 1)) + "s";
        return reply.OutputTokens > 0 ? $"{time} · {reply.OutputTokens} tok" : time;
    }

    private static string Entry(string id, string kind, DateTimeOffset at, string title, string? detail, string? meta)
    {
        string more = detail is null ? "" : ",\"detail\":" + JsText.Quote(Shortened(detail, LongestDetail));
        more += meta is null ? "" : ",\"meta\":" + JsText.Quote(meta);
        return $$"""{"id":{{JsText.Quote(id)}},"kind":"{{kind}}","at":"{{JsText.Time(at)}}","title":{{JsText.Quote(title)}}{{more}}}""";
    }

    private static string Shortened(string text, int length) => text.Length > length ? text[..length] + "…" : text;
}

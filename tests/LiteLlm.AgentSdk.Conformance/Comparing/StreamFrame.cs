using System.Text.Json;

namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>A frame of a stream, with its subject and its position.</summary>
/// <param name="Json">The frame.</param>
/// <param name="Event">The harness's event in the frame; the frame itself if it is the platform's own.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Subject">The subject of the event: the stream, the run, a message or a part.</param>
/// <param name="Ends">The number of turns that have ended before it.</param>
internal sealed record StreamFrame(JsonElement Json, JsonElement Event, string Type, string Subject, int Ends)
{
    /// <summary>
    /// The subject of events that opencode repeats, before the end of a turn and after it: the session, and the user's messages with their
    /// summaries.
    /// </summary>
    public const string ToldAgain = "told again";

    /// <summary>Gets a value indicating whether the frame doesn't show to which of two parallel turns it belongs.</summary>
    public bool IsUnordered => Type is "claude_sdk_message" or "session.connected";

    public string Form => CanonicalJson.Of(Json);

    /// <summary>Reads the frames of a stream, without heartbeats.</summary>
    public static IReadOnlyList<StreamFrame> Read(IEnumerable<string> frames)
    {
        List<StreamFrame> read = [];
        Subjects subjects = new();
        int ends = 0;
        foreach (string frame in frames)
        {
            JsonElement json = JsonDocument.Parse(frame).RootElement;
            JsonElement value = json.TryGetProperty("event", out JsonElement wrapped) ? wrapped : json;
            string type = value.GetProperty("type").GetString()!;
            if (type != "server.heartbeat")
            {
                read.Add(new StreamFrame(json, value, type, subjects.Of(value, type), ends));
                ends += type == "session.idle" ? 1 : 0;
            }
        }

        return read;
    }

    /// <summary>Names the subjects of events by the order of their appearance, since ids differ between runs.</summary>
    private sealed class Subjects
    {
        private readonly List<string> _questions = [];
        private readonly List<string> _answers = [];
        private readonly List<string> _messages = [];
        private readonly Dictionary<string, List<string>> _parts = [];

        public string Of(JsonElement value, string type)
        {
            if (!value.TryGetProperty("properties", out JsonElement properties))
            {
                return "stream";
            }

            switch (type)
            {
                case "session.status" or "session.error" or "session.idle" or "session.aborted":
                    return "run";
                case "session.updated" or "session.diff":
                    return ToldAgain;
                case "message.updated":
                    JsonElement info = properties.GetProperty("info");
                    string id = info.GetProperty("id").GetString()!;
                    return info.TryGetProperty("summary", out _) ? ToldAgain
                        : info.GetProperty("role").GetString() == "user" ? $"question {Number(_questions, id)}"
                        : $"answer {Number(_answers, id)}";
                case "message.part.updated" or "message.part.delta":
                    JsonElement part = properties.TryGetProperty("part", out JsonElement whole) ? whole : properties;
                    JsonElement owner = properties.TryGetProperty("messageID", out JsonElement own) ? own : part.GetProperty("messageID");
                    string message = owner.GetString()!;
                    string partId = part.GetProperty(type == "message.part.delta" ? "partID" : "id").GetString()!;
                    int number = Number(_messages, message);
                    _parts.TryAdd(message, []);
                    return $"part {Number(_parts[message], partId)} of message {number}";
                default:
                    return type;
            }
        }

        private static int Number(List<string> known, string id)
        {
            if (!known.Contains(id))
            {
                known.Add(id);
            }

            return known.IndexOf(id);
        }
    }
}

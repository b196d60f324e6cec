using System.Text.Json.Nodes;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>
/// A turn assembled from its recorded frames without the SDK. Infos and parts replace earlier ones, deltas extend them, and the answers of
/// the turn are the messages that belong to the sent message and are not a user's.
/// </summary>
internal sealed class RecordedTurn
{
    private readonly Dictionary<string, JsonObject> _infos = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<string, List<JsonObject>> _parts = new(StringComparer.Ordinal);
    private readonly string? _question;
    private readonly JsonNode? _sessionError;

    public RecordedTurn(IEnumerable<string> frames, string sentText)
    {
        foreach (JsonObject value in frames.Events())
        {
            JsonObject properties = value["properties"]?.AsObject() ?? [];
            switch ((string?)value["type"])
            {
                case "message.updated":
                    JsonObject info = Copy(properties["info"]!);
                    _infos[(string)info["id"]!] = info;
                    Enlist((string)info["id"]!);
                    HasError |= info["error"] is not null;
                    break;
                case "message.part.updated":
                    JsonObject part = Copy(properties["part"]!);
                    string owner = (string?)properties["messageID"] ?? (string)part["messageID"]!;
                    Replace(owner, part);
                    if (IsUsers(owner) && (string?)part["text"] == sentText)
                    {
                        _question = owner;
                    }

                    break;
                case "message.part.delta":
                    Append((string)properties["messageID"]!, (string)properties["partID"]!, (string)properties["field"]!,
                        (string)properties["delta"]!);
                    break;
                case "session.error":
                    _sessionError = properties["error"];
                    HasError = true;
                    break;
                case "error":
                    Cut = (string?)value["message"];
                    break;
            }
        }
    }

    public bool HasError { get; private set; }

    /// <summary>Gets the kind of failure, from an answer or, with opencode, from a separate event.</summary>
    public string? ErrorName =>
        (string?)(Answers.Select(static m => m["info"]!["error"]).LastOrDefault(static e => e is not null) ?? _sessionError)?["name"];

    /// <summary>Gets the platform's message when it cut the stream.</summary>
    public string? Cut { get; private set; }

    /// <summary>Gets the answers, as a thread would contain them.</summary>
    public IReadOnlyList<JsonObject> Answers => [.. _order.Where(IsAnswer).Select(ToMessage)];

    private bool IsUsers(string id) => (string?)_infos.GetValueOrDefault(id)?["role"] is "user";

    private bool IsAnswer(string id) =>
        !IsUsers(id) && (_infos.GetValueOrDefault(id)?["parentID"] is not { } parent || (string?)parent == _question);

    private JsonObject ToMessage(string id) => new()
    {
        ["info"] = _infos.TryGetValue(id, out JsonObject? info) ? Copy(info) : new JsonObject { ["id"] = id, ["role"] = "assistant" },
        ["parts"] = new JsonArray([.. _parts.GetValueOrDefault(id, []).Select(Copy)]),
    };

    private void Enlist(string id)
    {
        if (!_order.Contains(id))
        {
            _order.Add(id);
        }
    }

    private void Replace(string owner, JsonObject part)
    {
        List<JsonObject> parts = PartsOf(owner);
        int at = parts.FindIndex(p => (string?)p["id"] == (string?)part["id"]);
        if (at < 0)
        {
            parts.Add(part);
        }
        else
        {
            parts[at] = part;
        }
    }

    private void Append(string owner, string id, string field, string delta)
    {
        List<JsonObject> parts = PartsOf(owner);
        JsonObject? part = parts.Find(p => (string?)p["id"] == id);
        if (part is null)
        {
            parts.Add(part = new JsonObject { ["type"] = field, ["id"] = id, ["text"] = "" });
        }

        part["text"] = (string?)part["text"] + delta;
    }

    private List<JsonObject> PartsOf(string owner)
    {
        Enlist(owner);
        if (!_parts.TryGetValue(owner, out List<JsonObject>? parts))
        {
            _parts.Add(owner, parts = []);
        }

        return parts;
    }

    private static JsonObject Copy(JsonNode node) => node.DeepClone().AsObject();
}

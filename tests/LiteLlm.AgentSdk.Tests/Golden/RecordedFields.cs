using System.Text.Json;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>Removes the members of a recorded object one by one, each by its type. The members that are left are the rest.</summary>
internal sealed class RecordedFields(JsonElement json)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public static RecordedFields Of(RecordedExchange exchange)
    {
        using JsonDocument document =
            JsonDocument.Parse(exchange.RequestBody ?? throw new InvalidOperationException($"{exchange} has no body."));
        return new(document.RootElement.Clone());
    }

    public string? Text(string name) => Take(name)?.GetString();

    public bool? Flag(string name) => Take(name)?.GetBoolean();

    /// <summary>Returns whether the member is present and null, which clears the field.</summary>
    public bool IsNull(string name) =>
        json.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.Null && _taken.Add(name);

    public int? Number(string name) => Take(name)?.GetInt32();

    public byte[]? Bytes(string name) => Take(name)?.GetBytesFromBase64();

    public IReadOnlyList<string>? Texts(string name) => Take(name)?.EnumerateArray().Select(static item => item.GetString()!).ToList();

    public IReadOnlyList<JsonElement>? Elements(string name) => Take(name)?.EnumerateArray().ToList();

    public IReadOnlyList<T>? Objects<T>(string name, Func<RecordedFields, T> read) =>
        Take(name)?.EnumerateArray().Select(item => Whole(new RecordedFields(item), read)).ToList();

    public EnvironmentVariables? Variables(string name) => Take(name) is { } map
        ? new EnvironmentVariables(map.EnumerateObject().Select(static entry => KeyValuePair.Create(entry.Name, entry.Value.GetString()!)))
        : null;

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Lists(string name) => Take(name)?.EnumerateObject().ToDictionary(
        static entry => entry.Name,
        static entry => (IReadOnlyList<string>)entry.Value.EnumerateArray().Select(static item => item.GetString()!).ToList());

    /// <summary>Returns the members that were not removed; null if there are none.</summary>
    public IDictionary<string, JsonElement>? Rest()
    {
        Dictionary<string, JsonElement> rest = json.EnumerateObject()
            .Where(member => _taken.Add(member.Name))
            .ToDictionary(static member => member.Name, static member => member.Value);
        return rest.Count == 0 ? null : rest;
    }

    /// <summary>Checks that an object without a place for unknown members has none.</summary>
    public static T Whole<T>(RecordedFields fields, Func<RecordedFields, T> read)
    {
        T value = read(fields);
        return fields.Rest() is { } rest ? throw new InvalidOperationException($"Nobody has taken {string.Join(", ", rest.Keys)}.") : value;
    }

    private JsonElement? Take(string name)
    {
        if (!json.TryGetProperty(name, out JsonElement member))
        {
            return null;
        }

        if (!_taken.Add(name) && member.ValueKind == JsonValueKind.Null)
        {
            return null; // the field is to be cleared
        }

        return member.ValueKind == JsonValueKind.Null ? throw new InvalidOperationException($"{name} is null, which no option can say.")
            : member;
    }
}

using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads and writes a JSON array of any values.</summary>
internal static class JsonItems
{
    /// <summary>Returns the items; empty if the JSON is not an array.</summary>
    public static IReadOnlyList<JsonElement> Read(RawJson? json) =>
        json?.Element is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    public static RawJson? Write(IReadOnlyList<JsonElement>? items) =>
        items is null ? null : new(JsonSerializer.SerializeToUtf8Bytes(items, LapJson.TypeInfo<IReadOnlyList<JsonElement>>()));
}

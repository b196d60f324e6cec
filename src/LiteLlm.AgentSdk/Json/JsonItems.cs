using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>A JSON list of anything.</summary>
internal static class JsonItems
{
    /// <summary>The items; of what is not a list none.</summary>
    public static IReadOnlyList<JsonElement> Read(RawJson? json) =>
        json?.Element is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    public static RawJson? Write(IReadOnlyList<JsonElement>? items) =>
        items is null ? null : new(JsonSerializer.SerializeToUtf8Bytes(items, LapJson.TypeInfo<IReadOnlyList<JsonElement>>()));
}

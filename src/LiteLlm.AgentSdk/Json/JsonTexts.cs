using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads and writes a JSON array of strings.</summary>
internal static class JsonTexts
{
    /// <summary>Returns the strings, with the JSON text in place of other values; empty if the JSON is not an array.</summary>
    public static IReadOnlyList<string> Read(RawJson? json) =>
        json?.Element is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(static item => JsonText.GetString(item) ?? ForeignJson.GetJson(item))] : [];

    public static RawJson? Write(IReadOnlyList<string>? texts) =>
        texts is null ? null : new(JsonSerializer.SerializeToUtf8Bytes(texts, LapJson.TypeInfo<IReadOnlyList<string>>()));
}

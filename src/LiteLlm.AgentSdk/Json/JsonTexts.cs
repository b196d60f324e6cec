using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>A JSON list of texts.</summary>
internal static class JsonTexts
{
    /// <summary>The texts; of what is not text the JSON, of what is not a list none.</summary>
    public static IReadOnlyList<string> Read(RawJson? json) =>
        json?.Element is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(static item => JsonText.GetString(item) ?? ForeignJson.GetJson(item))] : [];

    public static RawJson? Write(IReadOnlyList<string>? texts) =>
        texts is null ? null : new(JsonSerializer.SerializeToUtf8Bytes(texts, LapJson.TypeInfo<IReadOnlyList<string>>()));
}

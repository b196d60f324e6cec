using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads and writes a JSON array of strings.</summary>
internal static class JsonTexts
{
    /// <summary>Returns the strings, with the JSON text in place of other values; empty if the JSON is not an array.</summary>
    public static IReadOnlyList<string> Read(RawJson? json)
    {
        List<string> texts = [];
        if (json?.Element is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (JsonElement item in list.EnumerateArray())
            {
                texts.Add(JsonText.GetString(item) ?? ForeignJson.GetJson(item));
            }
        }

        return texts.AsReadOnly();
    }

    public static RawJson? Write(IReadOnlyList<string>? texts) =>
        texts is null ? null : new(JsonSerializer.SerializeToUtf8Bytes(texts, LapJson.TypeInfo<IReadOnlyList<string>>()));
}

using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>A part of a user's message. <paramref name="Own"/> is false for what the platform puts in front.</summary>
internal sealed record InputPart(JsonElement Json, bool Own = true)
{
    public string Type => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("type", out JsonElement type) ? type.ToString() : "";

    public string? Text =>
        Type == "text" && Json.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    public bool IsImage => Type == "image";

    public static InputPart OfText(string text, bool own = true) =>
        Of("{\"type\":\"text\",\"text\":" + JsText.Quote(text) + "}", own);

    public static InputPart OfImage(string mimeType, string base64) =>
        Of($$$"""{"type":"image","source":{"type":"base64","media_type":{{{JsText.Quote(mimeType)}}},"data":{{{JsText.Quote(base64)}}}}}""");

    private static InputPart Of(string json, bool own = true)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return new InputPart(document.RootElement.Clone(), own);
    }
}

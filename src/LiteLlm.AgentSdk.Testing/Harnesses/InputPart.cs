using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>A part of a user's message. <paramref name="Own"/> is false for parts that the platform adds.</summary>
internal sealed record InputPart(JsonElement Json, bool Own = true)
{
    public string Type =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("type", out JsonElement type) ? type.ToString() : "";

    public string? Text =>
        Type == "text" && Json.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()
            : null;

    public bool IsImage => Type == "image" || (IsFile && Member("mime")?.StartsWith("image/", StringComparison.Ordinal) == true);

    /// <summary>Gets a value indicating whether this is a file part of opencode. opencode has images as file parts.</summary>
    public bool IsFile => Type == "file";

    /// <summary>Gets a value indicating whether opencode accepts this part. It refuses a message with any other part.</summary>
    public bool IsOpenCodePart => Type switch
    {
        "text" => Text is not null,
        "file" => Member("mime") is not null && Member("url") is not null,
        "agent" or "subtask" => true,
        _ => false,
    };

    public static InputPart OfText(string text, bool own = true) =>
        Of("{\"type\":\"text\",\"text\":" + JsText.Quote(text) + "}", own);

    public static InputPart OfImage(string mimeType, string base64) =>
        Of(JsText.OneLine($$$"""
            {"type":"image",
             "source":{"type":"base64","media_type":{{{JsText.Quote(mimeType)}}},"data":{{{JsText.Quote(base64)}}}}}
            """));

    private string? Member(string name) =>
        Json.ValueKind == JsonValueKind.Object
        && Json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static InputPart Of(string json, bool own = true)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return new InputPart(document.RootElement.Clone(), own);
    }
}

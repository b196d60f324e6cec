using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>
/// Asks for JSON in the message, and checks the answer of a non-streaming response. The platform itself can't guarantee JSON.
/// </summary>
internal static class StructuredOutput
{
    private const string Fence = "```";

    /// <summary>Adds text to a message that asks for JSON.</summary>
    public static SendOptions AddInstructions(SendOptions message, ChatResponseFormatJson format)
    {
        string words = "Answer with JSON alone: no other text before or after it, and no code fence.";
        if (format.Schema is { } schema)
        {
            words += $" The JSON has to match this JSON schema:\n{ForeignJson.GetJson(schema)}";
        }

        return message.TextParts is { } parts
            ? message with { TextParts = [.. parts, words] }
            : message with { Text = $"{message.Text}\n\n{words}" };
    }

    /// <summary>
    /// Makes the JSON the only text of the response. Text that the agent wrote before the JSON becomes reasoning.
    /// </summary>
    /// <exception cref="AgentPlatformException">The answer is not the requested JSON.</exception>
    public static ChatResponse Check(ChatResponse response, ChatResponseFormatJson format)
    {
        TextContent[] texts = [.. response.Messages.SelectMany(m => m.Contents).OfType<TextContent>()];
        string json = RemoveCodeFence(texts.LastOrDefault()?.Text ?? "");
        if (Problem(json, format) is { } problem)
        {
            throw new AgentPlatformException($"The agent's answer is not the requested JSON: {problem.TrimEnd('.')}. The turn has ended.")
            {
                MayHaveTakenEffect = true,
            };
        }

        foreach (ChatMessage message in response.Messages)
        {
            message.Contents = [.. message.Contents.Select(c => c is not TextContent text ? c
                : ReferenceEquals(text, texts[^1]) ? new TextContent(json) { RawRepresentation = text.RawRepresentation }
                : (AIContent)new TextReasoningContent(text.Text) { RawRepresentation = text.RawRepresentation })];
        }

        return response;
    }

    // Models often put JSON into a fenced code block of Markdown.
    private static string RemoveCodeFence(string text)
    {
        text = text.Trim();
        int line = text.IndexOf('\n', StringComparison.Ordinal);
        return text.StartsWith(Fence, StringComparison.Ordinal) && text.EndsWith(Fence, StringComparison.Ordinal) && line > 0
            && line < text.Length - Fence.Length
            ? text[(line + 1)..^Fence.Length].Trim()
            : text;
    }

    private static string? Problem(string json, ChatResponseFormatJson format)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return format.Schema is { ValueKind: JsonValueKind.Object } schema ? Problem(document.RootElement, schema) : null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    /// <summary>Checks only the outermost object. The caller's deserializer checks the rest.</summary>
    private static string? Problem(JsonElement value, JsonElement schema)
    {
        if (Property(schema, "type") is not { ValueKind: JsonValueKind.String } type || ForeignJson.GetString(type) != "object")
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return $"it is of kind {value.ValueKind}, but the schema requires an object";
        }

        string?[] missing = Property(schema, "required") is { ValueKind: JsonValueKind.Array } required
            ? [.. required.EnumerateArray().Select(ForeignJson.GetString).Where(n => n is not null && Property(value, n) is null)]
            : [];
        return missing.Length == 0 ? null : $"it has no {string.Join(", ", missing)}";
    }

    private static JsonElement? Property(JsonElement element, string name)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (ForeignJson.GetName(property) == name)
            {
                return property.Value;
            }
        }

        return null;
    }
}

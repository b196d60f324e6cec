using System.Buffers;
using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>
/// Writes messages and replies in the JSON format of OpenTelemetry's conventions. It is used only if
/// <see cref="AgentPlatformOptions.EnableSensitiveData"/> is set, and the SDK's own secrets are removed even then.
/// </summary>
internal static class TracedContent
{
    /// <summary>Writes a message to an agent.</summary>
    public static string? Of(SendOptions message, PlatformTransport transport) => Write(transport, json =>
    {
        json.WriteStartObject();
        json.WriteString("role", "user");
        json.WriteStartArray("parts");
        foreach (string text in message.Text is { } single ? [single] : message.TextParts ?? [])
        {
            WriteText(json, "text", text);
        }

        foreach (Attachment attachment in message.Attachments ?? [])
        {
            // Only the type and the size of an image, because its content is too large for a span.
            json.WriteStartObject();
            json.WriteString("type", "blob");
            json.WriteString("mime_type", attachment.MimeType);
            json.WriteNumber("size", attachment.Content.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Writes an agent's reply.</summary>
    public static string? Of(Reply reply, PlatformTransport transport) => Write(transport, json =>
    {
        json.WriteStartObject();
        json.WriteString("role", "assistant");
        json.WriteStartArray("parts");
        foreach (MessagePart part in reply.Parts)
        {
            switch (part)
            {
                case TextPart text:
                    WriteText(json, "text", text.Text);
                    break;
                case ReasoningPart reasoning:
                    WriteText(json, "reasoning", reasoning.Text);
                    break;
                case ToolPart tool:
                    WriteTool(json, tool);
                    break;
            }
        }

        if (reply.Parts.Count == 0 && reply.Text.Length > 0)
        {
            WriteText(json, "text", reply.Text);
        }

        json.WriteEndArray();
        json.WriteString("finish_reason", reply.IsError ? "error" : reply.Info?.Finish ?? "stop");
        json.WriteEndObject();
    });

    /// <summary>Writes an agent's prompt.</summary>
    public static string? OfInstructions(string prompt, PlatformTransport transport) =>
        Write(transport, json => WriteText(json, "text", prompt));

    private static void WriteTool(Utf8JsonWriter json, ToolPart tool)
    {
        json.WriteStartObject();
        json.WriteString("type", "tool_call");
        json.WriteString("id", tool.CallId);
        json.WriteString("name", tool.Tool);
        if (tool.State.Input.ValueKind != JsonValueKind.Undefined)
        {
            json.WritePropertyName("arguments");
            ForeignJson.Write(json, tool.State.Input);
        }

        json.WriteEndObject();
        if ((tool.State.Output ?? tool.State.Error) is { } result)
        {
            json.WriteStartObject();
            json.WriteString("type", "tool_call_response");
            json.WriteString("id", tool.CallId);
            json.WriteString("result", result);
            json.WriteEndObject();
        }
    }

    private static void WriteText(Utf8JsonWriter json, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("content", text);
        json.WriteEndObject();
    }

    // The content comes from agents, tools and callers. Invalid content must not make the traced call fail.
    private static string? Write(PlatformTransport transport, Action<Utf8JsonWriter> write)
    {
        try
        {
            ArrayBufferWriter<byte> buffer = new();
            using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = LapJson.Options.Encoder }))
            {
                json.WriteStartArray();
                write(json);
                json.WriteEndArray();
            }

            return transport.Shown(Encoding.UTF8.GetString(buffer.WrittenSpan));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.ContentNotTraced(transport.Logger, e.GetType().Name);
            return null;
        }
    }
}

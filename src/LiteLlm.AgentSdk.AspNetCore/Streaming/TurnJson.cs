using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Writes the updates of a turn as JSON: their names and their members. Server-sent events and the output of <c>lap</c> have this form;
/// docs/aspnetcore.md describes it.
/// </summary>
internal static class TurnJson
{
    public static ReadOnlySpan<byte> Started => "started"u8;

    public static ReadOnlySpan<byte> Text => "text"u8;

    public static ReadOnlySpan<byte> Reasoning => "reasoning"u8;

    public static ReadOnlySpan<byte> ToolStarted => "tool_started"u8;

    public static ReadOnlySpan<byte> ToolFinished => "tool_finished"u8;

    public static ReadOnlySpan<byte> Replaced => "replaced"u8;

    public static ReadOnlySpan<byte> Reconnecting => "reconnecting"u8;

    public static ReadOnlySpan<byte> Healed => "healed"u8;

    public static ReadOnlySpan<byte> Completed => "completed"u8;

    public static void WriteStarted(Utf8JsonWriter json, string sessionId, string userMessageId)
    {
        json.WriteString("session_id"u8, sessionId);
        json.WriteString("user_message_id"u8, userMessageId);
    }

    /// <param name="json">The writer.</param>
    /// <param name="messageId">The id of the message.</param>
    /// <param name="partId">The id of the part.</param>
    /// <param name="offset">The position of the delta in the text of the part, in UTF-16 code units.</param>
    /// <param name="delta">The new text.</param>
    public static void WriteDelta(Utf8JsonWriter json, string messageId, string partId, int offset, string delta)
    {
        WritePlace(json, messageId, partId);
        json.WriteNumber("offset"u8, offset);
        json.WriteString("delta"u8, delta);
    }

    /// <param name="json">The writer.</param>
    /// <param name="messageId">The id of the message.</param>
    /// <param name="partId">The id of the part.</param>
    /// <param name="tool">The tool call in its current state.</param>
    /// <param name="isFinished">true if the tool has ended; otherwise, false.</param>
    /// <param name="writeInput">Writes the input of the tool, which the model wrote.</param>
    public static void WriteTool(Utf8JsonWriter json, string messageId, string partId, ToolPart tool, bool isFinished,
        Action<Utf8JsonWriter, JsonElement> writeInput)
    {
        ToolState state = tool.State;
        WritePlace(json, messageId, partId);
        WriteOptional(json, "call_id"u8, tool.CallId);
        json.WriteString("tool"u8, tool.Tool);
        WriteOptional(json, "title"u8, state.Title);
        json.WriteString("status"u8, state.Status.Value);
        if (state.Input.ValueKind != JsonValueKind.Undefined)
        {
            json.WritePropertyName("input"u8);
            writeInput(json, state.Input);
        }

        if (isFinished)
        {
            WriteOptional(json, "output"u8, state.Output);
            WriteOptional(json, "error"u8, state.Error);
        }
    }

    /// <param name="json">The writer.</param>
    /// <param name="messageId">The id of the message.</param>
    /// <param name="partId">The id of the part.</param>
    /// <param name="type">The type of the part.</param>
    /// <param name="text">The whole text of the part.</param>
    public static void WriteReplaced(Utf8JsonWriter json, string messageId, string partId, PartType type, string text)
    {
        WritePlace(json, messageId, partId);
        json.WriteString("part_type"u8, type.Value);
        json.WriteString("text"u8, text);
    }

    public static void WriteReconnecting(Utf8JsonWriter json, TurnReconnecting reconnecting) =>
        json.WriteNumber("attempt"u8, reconnecting.Attempt);

    /// <summary>Writes a reply without its error and its parts. A number that the platform did not report is null.</summary>
    public static void WriteReply(Utf8JsonWriter json, Reply reply)
    {
        json.WriteString("text"u8, reply.Text);
        json.WriteStartArray("message_ids"u8);
        foreach (Message message in reply.Messages)
        {
            json.WriteStringValue(message.Info.Id);
        }

        json.WriteEndArray();
        json.WriteBoolean("is_partial"u8, reply.IsPartial);
        json.WriteBoolean("duplicated_by_platform"u8, reply.DuplicatedByPlatform);
        WriteUsage(json, reply.InputTokens, reply.OutputTokens, reply.Cost);
    }

    /// <summary>Writes the error of a turn; null if the turn succeeded.</summary>
    public static void WriteError(Utf8JsonWriter json, TurnError? error)
    {
        if (error is null)
        {
            json.WriteNull("error"u8);
            return;
        }

        json.WriteStartObject("error"u8);
        json.WriteString("name"u8, error.Name);
        json.WriteString("message"u8, error.Message);
        json.WriteEndObject();
    }

    /// <summary>Writes tokens and costs. A number that the platform did not report is null.</summary>
    public static void WriteUsage(Utf8JsonWriter json, decimal? inputTokens, decimal? outputTokens, decimal? cost)
    {
        WriteNumber(json, "input_tokens"u8, inputTokens);
        WriteNumber(json, "output_tokens"u8, outputTokens);
        WriteNumber(json, "cost"u8, cost);
    }

    /// <summary>Writes a number; null if it is not known.</summary>
    public static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WritePlace(Utf8JsonWriter json, string messageId, string partId)
    {
        json.WriteString("message_id"u8, messageId);
        json.WriteString("part_id"u8, partId);
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}

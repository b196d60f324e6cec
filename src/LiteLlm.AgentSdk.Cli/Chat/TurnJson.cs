using System.Buffers;
using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>
/// Writes a turn as JSON for programs, one object per line, with <c>type</c> and other members in snake_case; more can be added later.
/// Non-ASCII characters are escaped, so that the lines are safe in a terminal and the text is unchanged.
/// </summary>
internal static class TurnJson
{
    /// <returns>The line; null for an update without a line.</returns>
    public static string? Line(TurnUpdate update, TimeSpan elapsed)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { MaxDepth = ForeignJson.MaxDepth }))
        {
            json.WriteStartObject();
            if (!Write(json, update, elapsed))
            {
                return null;
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool Write(Utf8JsonWriter json, TurnUpdate update, TimeSpan elapsed)
    {
        switch (update)
        {
            case TurnTextDelta text:
                Delta(json, "text", text.Delta, text.MessageId, text.PartId);
                return true;
            case TurnReasoningDelta reasoning:
                Delta(json, "reasoning", reasoning.Delta, reasoning.MessageId, reasoning.PartId);
                return true;
            case TurnToolStarted started:
                Tool(json, "tool_started", started.Tool);
                return true;
            case TurnToolFinished finished:
                Tool(json, "tool_finished", finished.Tool);
                return true;
            case TurnPartReplaced replaced:
                Replaced(json, replaced.Part);
                return true;
            case TurnRetold retold:
                Replaced(json, retold.Part);
                return true;
            case TurnReconnecting reconnecting:
                json.WriteString("type", "reconnecting");
                json.WriteNumber("attempt", reconnecting.Attempt);
                json.WriteString("reason", reconnecting.Reason);
                return true;
            case TurnHealed:
                json.WriteString("type", "healed");
                return true;
            case TurnCompleted completed:
                Completed(json, completed.Reply, elapsed);
                return true;
            default:
                return false;
        }
    }

    private static void Delta(Utf8JsonWriter json, string type, string delta, string message, string part)
    {
        json.WriteString("type", type);
        json.WriteString("delta", delta);
        json.WriteString("message_id", message);
        json.WriteString("part_id", part);
    }

    private static void Replaced(Utf8JsonWriter json, MessagePart part)
    {
        json.WriteString("type", "part_replaced");
        json.WriteString("part_type", part.Type.Value);
        json.WriteString("part_id", part.Id);
        json.WriteString("text", PartText.Of(part));
    }

    private static void Tool(Utf8JsonWriter json, string type, ToolPart tool)
    {
        json.WriteString("type", type);
        json.WriteString("tool", tool.Tool);
        json.WriteString("call_id", tool.CallId);
        json.WriteString("status", tool.State.Status.Value);
        if (tool.State.Input.ValueKind != JsonValueKind.Undefined)
        {
            json.WritePropertyName("input");
            JsonMask.Write(json, tool.State.Input, showSecrets: true);
        }

        if (tool.State.Output is { } output)
        {
            json.WriteString("output", output);
        }

        if (tool.State.Error is { } error)
        {
            json.WriteString("error", error);
        }
    }

    private static void Completed(Utf8JsonWriter json, Reply reply, TimeSpan elapsed)
    {
        json.WriteString("type", "turn_completed");
        json.WriteString("text", reply.Text);
        json.WriteStartArray("message_ids");
        foreach (Message message in reply.Messages)
        {
            json.WriteStringValue(message.Info?.Id);
        }

        json.WriteEndArray();
        ReplyJson.WriteUsage(json, reply.InputTokens, reply.OutputTokens, reply.Cost);
        json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
        json.WriteBoolean("is_partial", reply.IsPartial);
        ReplyJson.WriteError(json, reply.Error);
    }
}

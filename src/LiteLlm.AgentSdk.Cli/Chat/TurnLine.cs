using System.Buffers;
using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>
/// Writes a turn for programs: one object per line, with the name of the update as <c>type</c> and the members of <see cref="TurnJson"/>.
/// Non-ASCII characters are escaped, so that the lines are safe in a terminal and the text is unchanged.
/// </summary>
internal static class TurnLine
{
    /// <returns>The line; null for an update without a line.</returns>
    public static string? Of(TurnUpdate update, string sessionId, TimeSpan elapsed)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { MaxDepth = ForeignJson.MaxDepth }))
        {
            json.WriteStartObject();
            if (!TryWrite(json, update, sessionId, elapsed))
            {
                return null;
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool TryWrite(Utf8JsonWriter json, TurnUpdate update, string sessionId, TimeSpan elapsed)
    {
        switch (update)
        {
            case TurnStarted started:
                WriteType(json, TurnJson.Started);
                TurnJson.WriteStarted(json, sessionId, started.UserMessageId);
                return true;
            case TurnTextDelta text:
                WriteType(json, TurnJson.Text);
                TurnJson.WriteDelta(json, text.MessageId, text.PartId, text.Offset, text.Delta);
                return true;
            case TurnReasoningDelta reasoning:
                WriteType(json, TurnJson.Reasoning);
                TurnJson.WriteDelta(json, reasoning.MessageId, reasoning.PartId, reasoning.Offset, reasoning.Delta);
                return true;
            case TurnToolStarted started:
                WriteType(json, TurnJson.ToolStarted);
                TurnJson.WriteTool(json, started.MessageId, started.PartId, started.Tool, isFinished: false, WriteInput);
                return true;
            case TurnToolFinished finished:
                WriteType(json, TurnJson.ToolFinished);
                TurnJson.WriteTool(json, finished.MessageId, finished.PartId, finished.Tool, isFinished: true, WriteInput);
                return true;
            case TurnPartReplaced replaced:
                WriteReplaced(json, replaced.MessageId, replaced.PartId, replaced.Part);
                return true;
            case TurnRetold retold:
                WriteReplaced(json, retold.Part.MessageId ?? "", retold.Part.Id ?? "", retold.Part);
                return true;
            case TurnReconnecting reconnecting:
                WriteType(json, TurnJson.Reconnecting);
                TurnJson.WriteReconnecting(json, reconnecting);
                json.WriteString("reason"u8, reconnecting.Reason);
                return true;
            case TurnHealed:
                WriteType(json, TurnJson.Healed);
                return true;
            case TurnCompleted { Reply: var reply }:
                WriteType(json, TurnJson.Completed);
                TurnJson.WriteReply(json, reply);
                TurnJson.WriteError(json, reply.Error);
                json.WriteNumber("seconds"u8, Math.Round(elapsed.TotalSeconds, 3));
                return true;
            default:
                return false;
        }
    }

    private static void WriteType(Utf8JsonWriter json, ReadOnlySpan<byte> type) => json.WriteString("type"u8, type);

    private static void WriteReplaced(Utf8JsonWriter json, string messageId, string partId, MessagePart part)
    {
        WriteType(json, TurnJson.Replaced);
        TurnJson.WriteReplaced(json, messageId, partId, part.Type, PartText.Of(part) ?? "");
    }

    // Escapes control characters in the input, which could control a terminal.
    private static void WriteInput(Utf8JsonWriter json, JsonElement input) => JsonMask.Write(json, input, showSecrets: true);
}

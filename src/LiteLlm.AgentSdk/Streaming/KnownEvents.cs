using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LiteLlm.AgentSdk;

/// <summary>The event types that have a record type, and their readers.</summary>
internal static class KnownEvents
{
    /// <summary>Returns the reader for an event type; null if the type has no record.</summary>
    /// <param name="type">The type, as UTF-8.</param>
    /// <param name="isWrapped">Whether the event is inside a <c>harness_event</c> frame. The platform's own frames (<c>done</c>,
    /// <c>error</c>, ...) are never wrapped, so a wrapped event of that type is not one of them.</param>
    public static EventContentReader? Find(ReadOnlySpan<byte> type, bool isWrapped) =>
        FindHarnessEvent(type) ?? (isWrapped ? null : FindPlatformFrame(type));

    /// <summary>Returns the reader for an event type that harnesses send, wrapped or not.</summary>
    public static EventContentReader? FindHarnessEvent(ReadOnlySpan<byte> type) =>
        type switch
        {
            _ when type.SequenceEqual("message.part.delta"u8) => DeltaContent.Reader,
            _ when type.SequenceEqual("claude_sdk_message"u8) => ClaudeContent.Reader,
            _ when type.SequenceEqual("message.part.updated"u8) => Content<MessagePartUpdatedEvent>.Reader,
            _ when type.SequenceEqual("message.updated"u8) => Content<MessageUpdatedEvent>.Reader,
            _ when type.SequenceEqual("session.status"u8) => Content<SessionStatusEvent>.Reader,
            _ when type.SequenceEqual("session.updated"u8) => Content<SessionUpdatedEvent>.Reader,
            _ when type.SequenceEqual("session.idle"u8) => Content<SessionIdleEvent>.Reader,
            _ when type.SequenceEqual("server.heartbeat"u8) => Content<ServerHeartbeatEvent>.Reader,
            _ when type.SequenceEqual("file.edited"u8) => Content<FileEditedEvent>.Reader,
            _ when type.SequenceEqual("message.completed"u8) => Content<MessageCompletedEvent>.Reader,
            _ when type.SequenceEqual("message.delta"u8) => Content<MessageDeltaEvent>.Reader,
            _ when type.SequenceEqual("run.completed"u8) => Content<RunCompletedEvent>.Reader,
            _ when type.SequenceEqual("run.failed"u8) => Content<RunFailedEvent>.Reader,
            _ when type.SequenceEqual("server.connected"u8) => Content<ServerConnectedEvent>.Reader,
            _ when type.SequenceEqual("session.aborted"u8) => Content<SessionAbortedEvent>.Reader,
            _ when type.SequenceEqual("session.connected"u8) => Content<SessionConnectedEvent>.Reader,
            _ when type.SequenceEqual("session.diff"u8) => Content<SessionDiffEvent>.Reader,
            _ when type.SequenceEqual("session.error"u8) => Content<SessionErrorEvent>.Reader,
            _ when type.SequenceEqual("session.started"u8) => Content<SessionStartedEvent>.Reader,
            _ when type.SequenceEqual("todo.updated"u8) => Content<TodoUpdatedEvent>.Reader,
            _ => null,
        };

    private static EventContentReader? FindPlatformFrame(ReadOnlySpan<byte> type) =>
        type switch
        {
            _ when type.SequenceEqual("ready"u8) => Content<ReadyEvent>.Reader,
            _ when type.SequenceEqual("stream.opened"u8) => Content<StreamOpenedEvent>.Reader,
            _ when type.SequenceEqual("done"u8) => Content<DoneEvent>.Reader,
            _ when type.SequenceEqual("error"u8) => Content<StreamErrorEvent>.Reader,
            _ => null,
        };

    private class Content<T> : EventContentReader
        where T : SessionEvent, new()
    {
        public static readonly EventContentReader Reader = new Content<T>();

        private static readonly JsonTypeInfo<T> s_info = LapJson.TypeInfo<T>();

        public override SessionEvent? Read(ReadOnlySpan<byte> content) =>
            content.IsEmpty ? new T() : JsonSerializer.Deserialize(content, s_info);

        public override SessionEvent? ReadInPlace(ref Utf8JsonReader reader)
        {
            try
            {
                return (s_info.Converter as JsonConverter<T>)?.Read(ref reader, typeof(T), LapJson.Options);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                return null;
            }
        }
    }

    // Most events of a stream are of two types. Hand-written code reads them faster than the generated code, with the same result; an event
    // with other members is left to the generated code.
    private sealed class DeltaContent : Content<MessagePartDeltaEvent>
    {
        public static new readonly EventContentReader Reader = new DeltaContent();

        public override SessionEvent? ReadInPlace(ref Utf8JsonReader reader)
        {
            MessagePartDeltaEvent result = new();
            WireString messageId = default;
            WireString partId = default;
            WireString field = default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (JsonScan.NameIs(ref reader, "delta"u8))
                {
                    reader.Read();
                    result.DeltaJson = WireString.Read(ref reader, cached: false);
                }
                else if (JsonScan.NameIs(ref reader, "messageID"u8))
                {
                    reader.Read();
                    messageId = WireString.Read(ref reader, cached: true);
                }
                else if (JsonScan.NameIs(ref reader, "partID"u8))
                {
                    reader.Read();
                    partId = WireString.Read(ref reader, cached: true);
                }
                else if (JsonScan.NameIs(ref reader, "field"u8))
                {
                    reader.Read();
                    field = WireString.Read(ref reader, cached: true);
                }
                else if (JsonScan.NameIs(ref reader, "sessionID"u8))
                {
                    reader.Read();
                    result.HarnessSessionIdJson = WireString.Read(ref reader, cached: true);
                }
                else
                {
                    return null;
                }
            }

            result.SetPlace(messageId, partId, field);
            return result;
        }
    }

    private sealed class ClaudeContent : Content<ClaudeSdkMessageEvent>
    {
        public static new readonly EventContentReader Reader = new ClaudeContent();

        public override SessionEvent? ReadInPlace(ref Utf8JsonReader reader)
        {
            ClaudeSdkMessageEvent result = new();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (JsonScan.NameIs(ref reader, "message"u8))
                {
                    reader.Read();
                    result.MessageJson = new RawJson(JsonText.ReadRaw(ref reader));
                }
                else if (JsonScan.NameIs(ref reader, "sessionID"u8))
                {
                    reader.Read();
                    result.HarnessSessionIdJson = WireString.Read(ref reader, cached: true);
                }
                else
                {
                    return null;
                }
            }

            return result;
        }
    }
}

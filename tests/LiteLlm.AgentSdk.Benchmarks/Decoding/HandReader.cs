using System.Net.ServerSentEvents;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>
/// A second lower bound, for the cost of checked JSON: the same as <see cref="HandScanner"/> with the framework's parser and reader, in one
/// pass over the frame, assuming the usual order of members.
/// </summary>
internal static class HandReader
{
    public static async IAsyncEnumerable<SessionEvent> ReadAsync(Stream stream)
    {
        SseParser<SessionEvent> parser = SseParser.Create(stream, static (_, data) => Decode(data));
        await foreach (SseItem<SessionEvent> item in parser.EnumerateAsync())
        {
            yield return item.Data;
        }
    }

    public static SessionEvent Decode(ReadOnlySpan<byte> data)
    {
        Utf8JsonReader reader = new(data, LapJson.ReaderOptions);
        bool wrapped = false;
        WireString id = default;
        reader.Read();
        ReadOnlySpan<byte> type = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.ValueSpan;
            }
            else if (reader.ValueTextEquals("event"u8))
            {
                reader.Read();
                wrapped = true;
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = new(reader.GetString());
            }
            else if (reader.ValueTextEquals("properties"u8))
            {
                reader.Read();
                SessionEvent? result = null;
                if (type.SequenceEqual("message.part.delta"u8))
                {
                    result = Delta(ref reader);
                }
                else if (type.SequenceEqual("claude_sdk_message"u8))
                {
                    result = Claude(ref reader);
                }
                else if (KnownEvents.Find(type, wrapped) is { } read)
                {
                    result = read.ReadInPlace(ref reader);
                }

                if (result is null)
                {
                    break;
                }

                while (reader.Read())
                {
                    // Reads to the end of the frame, so that all of it is checked.
                }

                result.EventIdJson = id;
                result.Frame = EventFrame.Of(wrapped, properties: true);
                return result;
            }
        }

        return EventDecoder.Decode(data);
    }

    private static MessagePartDeltaEvent Delta(ref Utf8JsonReader reader)
    {
        MessagePartDeltaEvent result = new();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("delta"u8))
            {
                result.DeltaJson = WireString.Read(ref reader, cached: false);
            }
            else if (name.SequenceEqual("messageID"u8))
            {
                result.MessageIdJson = WireString.Read(ref reader, cached: true);
            }
            else if (name.SequenceEqual("partID"u8))
            {
                result.PartIdJson = WireString.Read(ref reader, cached: true);
            }
            else if (name.SequenceEqual("field"u8))
            {
                result.FieldJson = WireString.Read(ref reader, cached: true);
            }
            else if (name.SequenceEqual("sessionID"u8))
            {
                result.HarnessSessionIdJson = WireString.Read(ref reader, cached: true);
            }
        }

        return result;
    }

    private static ClaudeSdkMessageEvent Claude(ref Utf8JsonReader reader)
    {
        ClaudeSdkMessageEvent result = new();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isMessage = reader.ValueTextEquals("message"u8);
            reader.Read();
            if (isMessage)
            {
                result.MessageJson = new(JsonText.ReadRaw(ref reader));
            }
            else
            {
                result.HarnessSessionIdJson = WireString.Read(ref reader, cached: true);
            }
        }

        return result;
    }
}

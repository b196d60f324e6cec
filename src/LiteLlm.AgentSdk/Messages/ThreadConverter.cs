using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads a thread; an entry that is not a message is a message whose one part is the whole entry, so that the others can be read.
/// </summary>
internal sealed class ThreadConverter : JsonConverter<List<Message>>
{
    private static readonly WireConverter<Message> s_message = new();

    public override List<Message> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A thread is a list of messages.");
        }

        List<Message> thread = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            thread.Add(ReadMessage(ref reader, options));
        }

        return thread;
    }

    public override void Write(Utf8JsonWriter writer, List<Message> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (Message message in value)
        {
            JsonSerializer.Serialize(writer, message, options.GetTypeInfo(typeof(Message)));
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads a message, whatever it is.</summary>
    public static Message ReadMessage(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        Wire<Message> message = s_message.Read(ref reader, typeof(Message), options);
        return message.Value ?? new Message { Parts = [new UnknownPart(new RawJson(message.Raw!))] };
    }
}

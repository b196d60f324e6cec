using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads the messages of a session. An entry that is not a message becomes a message with one part that contains the entry's JSON, so
/// that one bad entry does not hide the others.
/// </summary>
internal sealed class ThreadConverter : JsonConverter<List<Message>>
{
    private static readonly WireConverter<Message> s_message = new();

    public override List<Message> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("The messages of a session must be a JSON array.");
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

    /// <summary>Reads a message. JSON that is not a message becomes a message with one part that contains the JSON.</summary>
    public static Message ReadMessage(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        Wire<Message> message = s_message.Read(ref reader, typeof(Message), options);
        return message.Value ?? new Message { Parts = [new UnknownPart(new RawJson(message.Raw!))] };
    }
}

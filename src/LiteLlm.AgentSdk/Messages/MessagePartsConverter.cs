using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads the parts of a message, each by <see cref="MessagePartConverter"/>.</summary>
internal sealed class MessagePartsConverter : WireConverter<IReadOnlyList<MessagePart>>
{
    private static readonly MessagePartConverter s_part = new();

    protected override bool Expects(JsonTokenType token) => token == JsonTokenType.StartArray;

    protected override IReadOnlyList<MessagePart> ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        List<MessagePart> parts = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            parts.Add(s_part.Read(ref reader, typeof(MessagePart), options));
        }

        return parts;
    }

    protected override void WriteValue(Utf8JsonWriter writer, IReadOnlyList<MessagePart> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (MessagePart part in value)
        {
            s_part.Write(writer, part, options);
        }

        writer.WriteEndArray();
    }
}

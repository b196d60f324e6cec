using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Reads a list, with each item as the record that its <c>type</c> names. A value that is not a list is kept as JSON.</summary>
internal class TaggedWireListConverter<T, TConverter> : WireConverter<IReadOnlyList<T>>
    where T : class
    where TConverter : JsonConverter<T>, new()
{
    private static readonly TConverter s_converter = new();

    protected override bool Expects(JsonTokenType token) => token == JsonTokenType.StartArray;

    protected override IReadOnlyList<T> ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        List<T> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(s_converter.Read(ref reader, typeof(T), options)!);
        }

        return items;
    }

    protected override void WriteValue(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (T item in value)
        {
            s_converter.Write(writer, item, options);
        }

        writer.WriteEndArray();
    }
}

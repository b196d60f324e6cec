using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Reads an object into the record that its <c>type</c> names; one that has none, or that does not fit it, is kept whole.</summary>
internal abstract class TaggedConverter<T> : JsonConverter<T>
    where T : class
{
    protected delegate T? RecordReader(ref Utf8JsonReader reader, JsonSerializerOptions options);

    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // A typed reader recurses with the nesting of its content, and looks ahead for a type that does not come first: neither goes on for ever.
        bool hasRecord = false;
        if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth < ForeignJson.MaxTypedDepth && Find(reader) is { } read)
        {
            hasRecord = true;
            Utf8JsonReader attempt = reader;
            try
            {
                if (read(ref attempt, options) is { } value)
                {
                    reader = attempt;
                    return value;
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                // It is handed on as JSON, below.
            }
        }

        byte[] raw = JsonText.ReadRaw(ref reader);
        if (hasRecord && JsonRepair.Repair(raw) is { } repaired)
        {
            // A member whose name is half of a surrogate pair makes the framework refuse the whole object.
            Utf8JsonReader second = new(repaired, LapJson.ReaderOptions);
            second.Read();
            T value = Read(ref second, typeToConvert, options);
            if (RawOf(value) is null)
            {
                return value;
            }
        }

        return Unknown(new RawJson(raw));
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else if (RawOf(value) is { } raw)
        {
            writer.WriteRawValue(raw.Utf8, skipInputValidation: true);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
        }
    }

    /// <summary>The reader of the record for the type, a string, that the reader stands on.</summary>
    protected abstract RecordReader? ReaderOf(ref Utf8JsonReader type);

    protected abstract T Unknown(RawJson raw);

    /// <summary>The JSON of a value that was kept whole.</summary>
    protected abstract RawJson? RawOf(T value);

    protected static T? ReadAs<TRecord>(ref Utf8JsonReader reader, JsonSerializerOptions options)
        where TRecord : T =>
        ((JsonConverter<TRecord>)options.GetTypeInfo(typeof(TRecord)).Converter).Read(ref reader, typeof(TRecord), options);

    // The reader is a copy: the caller's one stays at the start of the object.
    private RecordReader? Find(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = JsonScan.NameIs(ref reader, "type"u8);
            reader.Read();
            if (isType)
            {
                return reader.TokenType == JsonTokenType.String ? ReaderOf(ref reader) : null;
            }

            reader.Skip();
        }

        return null;
    }
}

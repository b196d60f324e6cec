using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads an object into the record that its <c>type</c> names; one that has none, or that does not fit it, is kept whole.
/// </summary>
internal abstract class TaggedConverter<T> : JsonConverter<T>
    where T : class
{
    protected delegate T? TaggedReader(ref Utf8JsonReader reader, JsonSerializerOptions options);

    public override bool HandleNull => true;

    /// <summary>
    /// Gets a value indicating whether such an object may contain others: then the types of all are found in one <see cref="TypeScan"/>.
    /// Otherwise its own type is looked for.
    /// </summary>
    protected virtual bool IsNested => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        TypeScan? outer = TypeScan.Current;
        try
        {
            return ReadWithin(ref reader, options);
        }
        finally
        {
            TypeScan.Current = outer;
        }
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
    protected abstract TaggedReader? ReaderOf(ref Utf8JsonReader type);

    protected abstract T Unknown(RawJson raw);

    /// <summary>The JSON of a value that was kept whole.</summary>
    protected abstract RawJson? RawOf(T value);

    protected static T? ReadAs<TRecord>(ref Utf8JsonReader reader, JsonSerializerOptions options)
        where TRecord : T =>
        ((JsonConverter<TRecord>)options.GetTypeInfo(typeof(TRecord)).Converter).Read(ref reader, typeof(TRecord), options);

    private T ReadWithin(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        // A typed reader recurses with the nesting of its content.
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
        return hasRecord && JsonRepair.Repair(raw) is { } repaired && ReadRepaired(repaired, options) is { } second ? second
            : Unknown(new RawJson(raw));
    }

    // A member whose name is half of a surrogate pair makes the framework refuse the whole object.
    private T? ReadRepaired(byte[] repaired, JsonSerializerOptions options)
    {
        Utf8JsonReader reader = new(repaired, LapJson.ReaderOptions);
        reader.Read();
        TypeScan.Current = null; // these are other bytes
        T value = ReadWithin(ref reader, options);
        return RawOf(value) is null ? value : null;
    }

    // The reader is a copy: the caller's one stays at the start of the object.
    private TaggedReader? Find(Utf8JsonReader reader)
    {
        Utf8JsonReader first = reader;
        if (!IsNested)
        {
            return JsonScan.FindMember(ref first, "type"u8) && first.TokenType == JsonTokenType.String ? ReaderOf(ref first) : null;
        }

        if (!first.Read() || first.TokenType != JsonTokenType.PropertyName)
        {
            return null;
        }

        if (JsonScan.NameIs(ref first, "type"u8))
        {
            first.Read();
            return first.TokenType == JsonTokenType.String ? ReaderOf(ref first) : null;
        }

        TypeScan scan = TypeScan.Current ??= TypeScan.Of(reader);
        if (scan.TypeOf(reader.TokenStartIndex) is not { } type)
        {
            return null;
        }

        Utf8JsonReader found = new(type, LapJson.ReaderOptions);
        found.Read();
        return ReaderOf(ref found);
    }
}

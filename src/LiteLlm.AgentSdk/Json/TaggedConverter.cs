using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads an object as the record that its <c>type</c> names. An object of an unknown type, or one that does not fit its record, is kept as
/// JSON.
/// </summary>
internal abstract class TaggedConverter<T> : JsonConverter<T>
    where T : class
{
    protected delegate T? TaggedReader(ref Utf8JsonReader reader, JsonSerializerOptions options);

    public override bool HandleNull => true;

    /// <summary>
    /// Gets a value indicating whether such an object may contain others of its kind. If so, one <see cref="TypeScan"/> finds the types of
    /// all of them; otherwise, only the object's own type is searched.
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

    /// <summary>Returns the reader of the record for the type, which is the string at the reader's position.</summary>
    protected abstract TaggedReader? ReaderOf(ref Utf8JsonReader type);

    protected abstract T Unknown(RawJson raw);

    /// <summary>Returns the JSON of a value that was kept as JSON; null for other values.</summary>
    protected abstract RawJson? RawOf(T value);

    protected static T? ReadAs<TRecord>(ref Utf8JsonReader reader, JsonSerializerOptions options)
        where TRecord : T =>
        ((JsonConverter<TRecord>)options.GetTypeInfo(typeof(TRecord)).Converter).Read(ref reader, typeof(TRecord), options);

    private T ReadWithin(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        // Typed readers are recursive, so the depth is limited.
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
                // The object does not fit its record. The code below keeps it as JSON.
            }
        }

        byte[] raw = JsonText.ReadRaw(ref reader);
        return hasRecord && JsonRepair.Repair(raw) is { } repaired && ReadRepaired(repaired, options) is { } second ? second
            : Unknown(new RawJson(raw));
    }

    // A member name with an unpaired surrogate makes the framework reject the whole object.
    private T? ReadRepaired(byte[] repaired, JsonSerializerOptions options)
    {
        Utf8JsonReader reader = new(repaired, LapJson.ReaderOptions);
        reader.Read();
        TypeScan.Current = null; // the scan belongs to the original bytes
        T value = ReadWithin(ref reader, options);
        return RawOf(value) is null ? value : null;
    }

    // The reader is a copy, so the caller's reader stays at the start of the object.
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

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LiteLlm.AgentSdk;

/// <summary>Reads a member as its type. If it does not fit, its JSON is kept.</summary>
internal class WireConverter<T> : JsonConverter<Wire<T>>
    where T : class
{
    public override bool HandleNull => true;

    public override Wire<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Utf8JsonReader attempt = reader;
        bool isExpected = Expects(reader.TokenType);
        if (isExpected)
        {
            try
            {
                if (ReadValue(ref attempt, options) is { } value)
                {
                    reader = attempt;
                    return new(value);
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                // The member does not fit. The code below keeps its JSON.
            }
        }

        byte[] raw = JsonText.ReadRaw(ref reader);
        return isExpected && JsonRepair.Repair(raw) is { } repaired && ReadRepaired(repaired, options) is { } second ? new(second, raw)
            : Misfit(raw);
    }

    // A member name with an unpaired surrogate makes the framework reject the whole object.
    private T? ReadRepaired(byte[] repaired, JsonSerializerOptions options)
    {
        Utf8JsonReader reader = new(repaired, LapJson.ReaderOptions);
        reader.Read();
        TypeScan? outer = TypeScan.Current;
        TypeScan.Current = null; // the scan belongs to the original bytes
        try
        {
            return Read(ref reader, typeof(T), options).Value;
        }
        finally
        {
            TypeScan.Current = outer;
        }
    }

    public override void Write(Utf8JsonWriter writer, Wire<T> value, JsonSerializerOptions options)
    {
        if (value.Raw is not null)
        {
            writer.WriteRawValue(value.Raw, skipInputValidation: true);
        }
        else if (value.Value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            WriteValue(writer, value.Value, options);
        }
    }

    protected virtual bool Expects(JsonTokenType token) => token == JsonTokenType.StartObject;

    protected virtual Wire<T> Misfit(byte[] raw) => new(value: null, raw);

    protected virtual T? ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        ((JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter).Read(ref reader, typeof(T), options);

    protected virtual void WriteValue(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
}

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads a part into the record of its type; a part without one, or that does not fit it, becomes an <see cref="UnknownPart"/>.
/// </summary>
internal sealed class MessagePartConverter : JsonConverter<MessagePart>
{
    public override bool HandleNull => true;

    public override MessagePart Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        bool hasRecord = false;
        if (reader.TokenType == JsonTokenType.StartObject && RecordOf(reader) is { } record)
        {
            hasRecord = true;
            Utf8JsonReader attempt = reader;
            try
            {
                if (ReadRecord(ref attempt, record, options) is { } part)
                {
                    reader = attempt;
                    return part;
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                // The part does not fit its record. The code below returns it as an UnknownPart.
            }
        }

        byte[] raw = JsonText.ReadRaw(ref reader);
        if (hasRecord && JsonRepair.Repair(raw) is { } repaired)
        {
            // A member name with an unpaired surrogate makes the framework reject the whole object.
            Utf8JsonReader second = new(repaired, LapJson.ReaderOptions);
            second.Read();
            if (Read(ref second, typeToConvert, options) is not UnknownPart and { } part)
            {
                return part;
            }
        }

        return new UnknownPart(new RawJson(raw));
    }

    public override void Write(Utf8JsonWriter writer, MessagePart value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case UnknownPart unknown:
                writer.WriteRawValue(unknown.Raw.Utf8, skipInputValidation: true);
                break;
            default:
                JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
                break;
        }
    }

    // The reader is a copy, so the caller's reader stays at the start of the part.
    private static Type? RecordOf(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = JsonScan.NameIs(ref reader, "type"u8);
            reader.Read();
            if (!isType)
            {
                reader.Skip();
                continue;
            }

            if (reader.TokenType != JsonTokenType.String)
            {
                return null;
            }

            return JsonScan.NameIs(ref reader, "text"u8) ? typeof(TextPart)
                : JsonScan.NameIs(ref reader, "tool"u8) ? typeof(ToolPart)
                : JsonScan.NameIs(ref reader, "reasoning"u8) ? typeof(ReasoningPart)
                : JsonScan.NameIs(ref reader, "image_count"u8) ? typeof(ImageCountPart)
                : null;
        }

        return null;
    }

    private static MessagePart? ReadRecord(ref Utf8JsonReader reader, Type record, JsonSerializerOptions options)
    {
        JsonTypeInfo info = options.GetTypeInfo(record);
        return info.Converter switch
        {
            JsonConverter<TextPart> converter => converter.Read(ref reader, record, options),
            JsonConverter<ToolPart> converter => converter.Read(ref reader, record, options),
            JsonConverter<ReasoningPart> converter => converter.Read(ref reader, record, options),
            JsonConverter<ImageCountPart> converter => converter.Read(ref reader, record, options),
            _ => null,
        };
    }
}

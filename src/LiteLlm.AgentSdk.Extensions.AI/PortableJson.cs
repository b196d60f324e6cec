using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>
/// Converts JSON for programs that use the framework's serializer with its defaults, such as caches and tracers. The result has no unpaired
/// surrogates, and its depth is within the default limit when it is a part of a message.
/// </summary>
internal static class PortableJson
{
    /// <summary>The depth limit of one value. The serializer's default limit is 64 for the whole message.</summary>
    private const int MaxDepth = 32;

    /// <summary>
    /// Returns the value itself if it needs no conversion. Values that are nested too deep become strings that contain their JSON.
    /// </summary>
    public static JsonElement Of(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined || IsPortable(JsonMarshal.GetRawUtf8Value(value)))
        {
            return value;
        }

        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            Write(json, JsonMarshal.GetRawUtf8Value(value));
        }

        return ForeignJson.Parse(buffer.WrittenSpan);
    }

    private static bool IsPortable(ReadOnlySpan<byte> value)
    {
        Utf8JsonReader reader = new(value, ForeignJson.ReaderOptions);
        while (reader.Read())
        {
            if (reader.CurrentDepth >= MaxDepth)
            {
                return false;
            }

            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped
                && JsonText.ReadString(ref reader) is var text && !ReferenceEquals(ForeignJson.ToWellFormed(text), text))
            {
                return false;
            }
        }

        return true;
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> value)
    {
        Utf8JsonReader reader = new(value, ForeignJson.ReaderOptions);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= MaxDepth:
                    int start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    json.WriteStringValue(Encoding.UTF8.GetString(value[start..(int)reader.BytesConsumed]));
                    break;
                case JsonTokenType.StartObject:
                    json.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    json.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    json.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    json.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    json.WritePropertyName(ForeignJson.ToWellFormed(JsonText.ReadString(ref reader)));
                    break;
                case JsonTokenType.String:
                    json.WriteStringValue(ForeignJson.ToWellFormed(JsonText.ReadString(ref reader)));
                    break;
                default:
                    json.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                    break;
            }
        }
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads and writes bytes as base64. If a value is not base64, its text is read as UTF-8 bytes, because an exception for one file would
/// make the whole list unreadable.
/// </summary>
internal sealed class LenientBytesConverter : JsonConverter<ReadOnlyMemory<byte>>
{
    public override bool HandleNull => true;

    public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        return reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out byte[]? bytes) ? bytes
            : Encoding.UTF8.GetBytes(JsonText.ReadText(ref reader) ?? "");
    }

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.Span);
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Times of the platform's records (ISO 8601, UTC, milliseconds). A time without an offset is UTC, whatever the machine's zone; what is not
/// a time is read as none.
/// </summary>
internal sealed class LenientDateTimeOffsetConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        if (!reader.ValueIsEscaped && reader.TryGetDateTime(out DateTime plain))
        {
            // The framework takes a time without an offset for a local one.
            return plain.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(plain, TimeSpan.Zero)
                : reader.TryGetDateTimeOffset(out DateTimeOffset exact) ? exact
                : null;
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        return DateTimeOffset.TryParse(JsonText.ReadString(ref reader), CultureInfo.InvariantCulture, Styles, out DateTimeOffset time)
            ? time : null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
        {
            writer.WriteStringValue(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

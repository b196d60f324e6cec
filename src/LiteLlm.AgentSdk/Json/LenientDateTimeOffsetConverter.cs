using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads and writes the times of the platform's records (ISO 8601, UTC, milliseconds). A time without an offset is UTC, in all time zones
/// of the machine. A value that is not a time is read as null.
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
            // The framework would treat a time without an offset as a local time.
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

using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads and writes <see cref="WireString"/> members that most tools send as a string and some as other JSON. In the latter case, the value
/// is the JSON text.
/// </summary>
internal sealed class TextOrJsonConverter : JsonConverter<WireString>
{
    public override bool HandleNull => true;

    public override WireString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return WireString.Read(ref reader, cached: false);
        }

        byte[] raw = JsonText.ReadRaw(ref reader);
        return new(Encoding.UTF8.GetString(raw), raw);
    }

    public override void Write(Utf8JsonWriter writer, WireString value, JsonSerializerOptions options) => value.Write(writer);
}

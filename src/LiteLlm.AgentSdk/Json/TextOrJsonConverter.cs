using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads and writes <see cref="WireString"/> members that most tools send as a string and some as other JSON. In the latter case, the value
/// is the JSON text.
/// </summary>
internal sealed class TextOrJsonConverter : WireStringConverter
{
    public override WireString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return base.Read(ref reader, typeToConvert, options);
        }

        byte[] raw = JsonText.ReadRaw(ref reader);
        return new(Encoding.UTF8.GetString(raw), raw);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Writes an element by copying its bytes. The framework's converter decodes and encodes strings, and throws on an unpaired surrogate,
/// which is valid in JSON.
/// </summary>
internal sealed class VerbatimElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ForeignJson.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => ForeignJson.Write(writer, value);
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Writes an element's own bytes. The framework's converter takes texts apart and puts them together again, and throws where that can't be
/// done: half of an emoji is JSON, and no text.
/// </summary>
internal sealed class VerbatimElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ForeignJson.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => ForeignJson.Write(writer, value);
}

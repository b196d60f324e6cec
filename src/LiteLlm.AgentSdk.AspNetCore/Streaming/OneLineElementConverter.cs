using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>
/// Writes a tool's input as the model wrote it. The framework's converter throws on half of a surrogate pair; a line end would end the line
/// of the event.
/// </summary>
internal sealed class OneLineElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ForeignJson.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) =>
        ForeignJson.WriteOnOneLine(writer, value);
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>
/// Writes the input of a tool unchanged, but on one line, because a line end would end the data line of the event. The framework's
/// converter throws on an unpaired surrogate.
/// </summary>
internal sealed class OneLineElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ForeignJson.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) =>
        ForeignJson.WriteOnOneLine(writer, value);
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Reads and writes <see cref="WireDecimal"/>.</summary>
internal sealed class WireDecimalConverter : JsonConverter<WireDecimal>
{
    public override bool HandleNull => true;

    public override WireDecimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireDecimal.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, WireDecimal value, JsonSerializerOptions options) => value.Write(writer);
}

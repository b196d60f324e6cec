using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Reads and writes <see cref="WireInt64"/>.</summary>
internal sealed class WireInt64Converter : JsonConverter<WireInt64>
{
    public override bool HandleNull => true;

    public override WireInt64 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireInt64.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, WireInt64 value, JsonSerializerOptions options) => value.Write(writer);
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Reads and writes <see cref="WireString"/>.</summary>
internal class WireStringConverter : JsonConverter<WireString>
{
    public sealed override bool HandleNull => true;

    public override WireString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireString.Read(ref reader, cached: false);

    public sealed override void Write(Utf8JsonWriter writer, WireString value, JsonSerializerOptions options) => value.Write(writer);
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads and writes <see cref="WireString"/> members that contain ids or other repeated texts; see <see cref="IdCache"/>.
/// </summary>
internal sealed class CachedIdConverter : JsonConverter<WireString>
{
    public override bool HandleNull => true;

    public override WireString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireString.Read(ref reader, cached: true);

    public override void Write(Utf8JsonWriter writer, WireString value, JsonSerializerOptions options) => value.Write(writer);
}

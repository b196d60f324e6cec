using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads and writes <see cref="WireString"/> members that contain ids or other repeated texts; see <see cref="IdCache"/>.
/// </summary>
internal sealed class CachedIdConverter : WireStringConverter
{
    public override WireString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireString.Read(ref reader, cached: true);
}

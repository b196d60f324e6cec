using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Reads an object as the record that its <c>type</c> names. A value that is not an object is kept as JSON.</summary>
internal sealed class TaggedWireConverter<T, TConverter> : WireConverter<T>
    where T : class
    where TConverter : JsonConverter<T>, new()
{
    private static readonly TConverter s_converter = new();

    protected override T? ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        s_converter.Read(ref reader, typeof(T), options);

    protected override void WriteValue(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        s_converter.Write(writer, value, options);
}

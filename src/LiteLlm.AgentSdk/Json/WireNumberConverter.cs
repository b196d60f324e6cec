using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Reads and writes a <see cref="WireNumber{T}"/>. A derived class parses the literals of its number type.</summary>
internal abstract class WireNumberConverter<T> : JsonConverter<WireNumber<T>>
    where T : struct, IEquatable<T>, IUtf8SpanFormattable
{
    public sealed override bool HandleNull => true;

    public sealed override WireNumber<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader);

    public WireNumber<T> Read(ref Utf8JsonReader reader)
    {
        byte[]? raw = null;
        scoped ReadOnlySpan<byte> literal;
        if (reader.TokenType is JsonTokenType.Number or JsonTokenType.String && !reader.HasValueSequence)
        {
            literal = reader.ValueSpan;
        }
        else
        {
            raw = JsonText.ReadRaw(ref reader);
            literal = raw;
        }

        T? value = Parse(literal);
        if (value is { } number && reader.TokenType == JsonTokenType.Number && WireNumber<T>.IsWrittenAs(number, literal))
        {
            return new(number);
        }

        return new(value, raw ?? JsonText.ReadRaw(ref reader));
    }

    public sealed override void Write(Utf8JsonWriter writer, WireNumber<T> value, JsonSerializerOptions options) => value.Write(writer);

    /// <summary>Parses the literal of a number; null if it is not a number of this type.</summary>
    protected abstract T? Parse(ReadOnlySpan<byte> literal);
}

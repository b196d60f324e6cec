using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A number, or what came in its place; a number that this type would write differently keeps its literal.</summary>
[JsonConverter(typeof(WireInt64Converter))]
internal readonly struct WireInt64 : IWireValue, IEquatable<WireInt64>
{
    public WireInt64(long? value) => Value = value;

    private WireInt64(long? value, byte[] raw)
    {
        Value = value;
        Raw = raw;
    }

    public long? Value { get; }

    /// <summary>Gets the JSON, when writing the value would not give the same.</summary>
    public byte[]? Raw { get; }

    public bool IsAbsent => Value is null && Raw is null;

    public static WireInt64 Read(ref Utf8JsonReader reader)
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

        long? value = Parse(literal);
        if (value is { } number && reader.TokenType == JsonTokenType.Number && IsWrittenAs(number, literal))
        {
            return new(number);
        }

        return new(value, raw ?? JsonText.ReadRaw(ref reader));
    }

    public void Write(Utf8JsonWriter writer)
    {
        if (Raw is not null)
        {
            writer.WriteRawValue(Raw, skipInputValidation: true);
        }
        else if (Value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    public bool Equals(WireInt64 other) => Value == other.Value && Raw.AsSpan().SequenceEqual(other.Raw);

    public override bool Equals(object? obj) => obj is WireInt64 other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    // 12, and also "12", 12.0, 12.7 (milliseconds with a fraction) and 1.2e1.
    private static long? Parse(ReadOnlySpan<byte> literal)
    {
        if (Utf8Parser.TryParse(literal, out long number, out int used) && used == literal.Length)
        {
            return number;
        }

        return WireDecimal.Parse(literal) is { } odd and >= long.MinValue and <= long.MaxValue ? (long)odd : null;
    }

    private static bool IsWrittenAs(long number, ReadOnlySpan<byte> literal)
    {
        Span<byte> written = stackalloc byte[64];
        return Utf8Formatter.TryFormat(number, written, out int length) && written[..length].SequenceEqual(literal);
    }
}

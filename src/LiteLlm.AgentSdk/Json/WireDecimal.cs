using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A number, or what came in its place; a number that this type would write differently keeps its literal.</summary>
[JsonConverter(typeof(WireDecimalConverter))]
internal readonly struct WireDecimal : IWireValue, IEquatable<WireDecimal>
{
    public WireDecimal(decimal? value) => Value = value;

    private WireDecimal(decimal? value, byte[] raw)
    {
        Value = value;
        Raw = raw;
    }

    public decimal? Value { get; }

    /// <summary>Gets the JSON, when writing the value would not give the same.</summary>
    public byte[]? Raw { get; }

    public bool IsAbsent => Value is null && Raw is null;

    public static WireDecimal Read(ref Utf8JsonReader reader)
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

        decimal? value = Parse(literal);
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

    public bool Equals(WireDecimal other) => Value == other.Value && Raw.AsSpan().SequenceEqual(other.Raw);

    public override bool Equals(object? obj) => obj is WireDecimal other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    // 0.002673, and also "0.002673" and 9e-7, as JavaScript writes small numbers; 1e300 has no decimal value.
    public static decimal? Parse(ReadOnlySpan<byte> literal) =>
        (Utf8Parser.TryParse(literal, out decimal number, out int used) && used == literal.Length)
        || (Utf8Parser.TryParse(literal, out number, out used, 'E') && used == literal.Length)
            ? number
            : null;

    private static bool IsWrittenAs(decimal number, ReadOnlySpan<byte> literal)
    {
        Span<byte> written = stackalloc byte[64];
        return Utf8Formatter.TryFormat(number, written, out int length) && written[..length].SequenceEqual(literal);
    }
}

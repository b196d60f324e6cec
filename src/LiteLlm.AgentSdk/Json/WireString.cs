using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A member that should be a string. Numbers and booleans become their text; the JSON of other values is kept.</summary>
[JsonConverter(typeof(WireStringConverter))]
internal readonly struct WireString : IWireValue, IEquatable<WireString>
{
    public WireString(string? value) => Value = value;

    public WireString(string? value, byte[] raw)
    {
        Value = value;
        Raw = raw;
    }

    public string? Value { get; }

    /// <summary>Gets the original JSON if writing the value would give different JSON; otherwise, null.</summary>
    public byte[]? Raw { get; }

    public bool IsAbsent => Value is null && Raw is null;

    public static WireString Read(ref Utf8JsonReader reader, bool cached)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when cached && !reader.ValueIsEscaped && !reader.HasValueSequence:
                return new(IdCache.Get(reader.ValueSpan));

            case JsonTokenType.String:
                try
                {
                    return new(reader.GetString());
                }
                catch (InvalidOperationException)
                {
                    return new(JsonText.ReadString(ref reader), JsonText.ReadRaw(ref reader));
                }

            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                byte[] literal = JsonText.ReadRaw(ref reader);
                return new(IdCache.Get(literal), literal);

            default:
                return new(value: null, JsonText.ReadRaw(ref reader));
        }
    }

    public void Write(Utf8JsonWriter writer)
    {
        if (Raw is not null)
        {
            writer.WriteRawValue(Raw, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(Value);
        }
    }

    public bool Equals(WireString other) => Value == other.Value && Raw.AsSpan().SequenceEqual(other.Raw);

    public override bool Equals(object? obj) => obj is WireString other && Equals(other);

    public override int GetHashCode() => Value is null ? 0 : Value.GetHashCode(StringComparison.Ordinal);
}

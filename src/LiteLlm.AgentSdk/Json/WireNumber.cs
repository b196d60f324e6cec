using System.Globalization;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A member that should be a number. Other JSON is kept, and so is the literal of a number that this type would write differently.
/// </summary>
internal readonly struct WireNumber<T> : IWireValue, IEquatable<WireNumber<T>>
    where T : struct, IEquatable<T>, IUtf8SpanFormattable
{
    private const int MaxLength = 64;

    public WireNumber(T? value) => Value = value;

    public WireNumber(T? value, byte[] raw)
    {
        Value = value;
        Raw = raw;
    }

    public T? Value { get; }

    /// <summary>Gets the original JSON if writing the value would give different JSON; otherwise, null.</summary>
    public byte[]? Raw { get; }

    public bool IsAbsent => Value is null && Raw is null;

    public static bool IsWrittenAs(T number, ReadOnlySpan<byte> literal)
    {
        Span<byte> written = stackalloc byte[MaxLength];
        return number.TryFormat(written, out int length, format: default, CultureInfo.InvariantCulture)
            && written[..length].SequenceEqual(literal);
    }

    public void Write(Utf8JsonWriter writer)
    {
        Span<byte> written = stackalloc byte[MaxLength];
        if (Raw is not null)
        {
            writer.WriteRawValue(Raw, skipInputValidation: true);
        }
        else if (Value is { } number && number.TryFormat(written, out int length, format: default, CultureInfo.InvariantCulture))
        {
            writer.WriteRawValue(written[..length], skipInputValidation: true);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    public bool Equals(WireNumber<T> other) => Nullable.Equals(Value, other.Value) && Raw.AsSpan().SequenceEqual(other.Raw);

    public override bool Equals(object? obj) => obj is WireNumber<T> other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();
}

using System.Buffers.Text;

namespace LiteLlm.AgentSdk;

/// <summary>Reads and writes whole numbers.</summary>
internal sealed class WireInt64Converter : WireNumberConverter<long>
{
    public static WireInt64Converter Instance { get; } = new();

    // Accepts 12, and also "12", 12.0, 12.7 (milliseconds with a fraction) and 1.2e1.
    protected override long? Parse(ReadOnlySpan<byte> literal)
    {
        if (Utf8Parser.TryParse(literal, out long number, out int used) && used == literal.Length)
        {
            return number;
        }

        return WireDecimalConverter.ParseDecimal(literal) is { } odd and >= long.MinValue and <= long.MaxValue ? (long)odd : null;
    }
}

using System.Buffers.Text;

namespace LiteLlm.AgentSdk;

/// <summary>Reads and writes numbers with a fraction.</summary>
internal sealed class WireDecimalConverter : WireNumberConverter<decimal>
{
    // Accepts 0.002673, and also "0.002673" and 9e-7, as JavaScript writes small numbers. 1e300 exceeds the range of decimal.
    public static decimal? ParseDecimal(ReadOnlySpan<byte> literal) =>
        (Utf8Parser.TryParse(literal, out decimal number, out int used) && used == literal.Length)
        || (Utf8Parser.TryParse(literal, out number, out used, 'E') && used == literal.Length)
            ? number
            : null;

    protected override decimal? Parse(ReadOnlySpan<byte> literal) => ParseDecimal(literal);
}

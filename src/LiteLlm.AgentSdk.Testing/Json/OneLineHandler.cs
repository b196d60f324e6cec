using System.Globalization;
using System.Runtime.CompilerServices;

namespace LiteLlm.AgentSdk.Testing.Json;

/// <summary>
/// Builds the text of <see cref="JsText.OneLine"/>: drops the line breaks of the literal, and the spaces after them. Inserted values are
/// unchanged.
/// </summary>
[InterpolatedStringHandler]
internal ref struct OneLineHandler(int literalLength, int formattedCount)
{
    private DefaultInterpolatedStringHandler _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

    public void AppendLiteral(string value)
    {
        ReadOnlySpan<char> rest = value;
        for (int end; (end = rest.IndexOf('\n')) >= 0; rest = rest[(end + 1)..].TrimStart(' '))
        {
            _text.AppendFormatted(rest[..end]);
        }

        _text.AppendFormatted(rest);
    }

    public void AppendFormatted(string? value) => _text.AppendFormatted(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public string ToStringAndClear() => _text.ToStringAndClear();
}

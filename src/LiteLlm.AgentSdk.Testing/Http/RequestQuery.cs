using System.Text;

namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>
/// A query as <c>URLSearchParams</c> reads it: names are case-sensitive, and the first of several values counts.
/// </summary>
internal sealed class RequestQuery
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <param name="query">The query, with the question mark.</param>
    public RequestQuery(string? query)
    {
        foreach (string pair in (query ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? pair : pair[..equals];
            _values.TryAdd(Decode(name), equals < 0 ? "" : Decode(pair[(equals + 1)..]));
        }
    }

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Decodes percent encoding. Invalid percent signs stay, and invalid UTF-8 is replaced.</summary>
    private static string Decode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.Replace('+', ' '));
        int length = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            bool isEscape = bytes[i] == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1])
                && char.IsAsciiHexDigit((char)bytes[i + 2]);
            bytes[length++] = isEscape ? Convert.FromHexString(Encoding.ASCII.GetString(bytes, i + 1, 2))[0] : bytes[i];
            i += isEscape ? 2 : 0;
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}

using System.Globalization;
using System.Text;

namespace LiteLlm.AgentSdk.Testing.Json;

/// <summary>
/// Replaces escaped unpaired surrogates in JSON by U+FFFD, as the platform's database does. JavaScript reads them;
/// <see cref="System.Text.Json"/> can't.
/// </summary>
internal static class WellFormedJson
{
    private const string Replacement = "\\ufffd";

    public static string Of(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal))
        {
            return json;
        }

        var text = new StringBuilder(json.Length);
        int from = 0;
        for (int at = 0; at < json.Length; at++)
        {
            if (json[at] != '\\')
            {
                continue;
            }

            int high = CodeUnit(json, at);
            if (high is < 0xD800 or > 0xDFFF)
            {
                at++;
                continue;
            }

            if (high < 0xDC00 && CodeUnit(json, at + 6) is >= 0xDC00 and <= 0xDFFF)
            {
                at += 11;
                continue;
            }

            text.Append(json, from, at - from).Append(Replacement);
            at += 5;
            from = at + 1;
        }

        return text.Append(json, from, json.Length - from).ToString();
    }

    /// <returns>The code unit of a <c>\uXXXX</c> at the position; -1 if there is none.</returns>
    private static int CodeUnit(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && int.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int unit)
            ? unit
            : -1;
}

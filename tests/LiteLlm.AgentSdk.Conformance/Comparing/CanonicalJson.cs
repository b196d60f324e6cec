using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>
/// Writes a value without everything that differs between runs. Two values have the same form if these texts are equal.
/// </summary>
internal static partial class CanonicalJson
{
    public static string Of(JsonElement value)
    {
        StringBuilder text = new();
        Append(text, value, "");
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case not JsonValueKind.Null when OfTheSandbox().IsMatch(path):
            case JsonValueKind.Number:
                text.Append('*');
                break;
            case JsonValueKind.Object:
                text.Append('{');
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    text.Append(member.Name).Append(':');
                    Append(text, member.Value, path + "." + member.Name);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Append(text, item, path);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                foreach ((string kind, string word) in Words.Of(value.GetString()!))
                {
                    text.Append(CultureInfo.InvariantCulture, $"{(kind == "plain" ? word : "<" + kind + ">")}");
                }

                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    /// <summary>Values that depend on the sandbox and its programs.</summary>
    [GeneratedRegex(
        """
        \.(slug|directory|cwd|root|snapshot|projectID|version|tools|skills|agents|slash_commands|mcp_servers|plugins
        |claude_code_version|memory_paths|uuid|signature)$
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex OfTheSandbox();
}

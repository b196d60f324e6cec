using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Json;

/// <summary>Writes JSON as JavaScript does: without spaces, and with required escapes only (U+2028 is not escaped).</summary>
internal static class JsText
{
    public static string Quote(string? value)
    {
        if (value is null)
        {
            return "null";
        }

        var text = new StringBuilder(value.Length + 2);
        AppendString(text, value);
        return text.ToString();
    }

    /// <summary>Writes a value with its keys in their order.</summary>
    public static string Of(JsonElement value) => Write(value, stored: false);

    /// <summary>Writes a value as the database returns it: keys sorted by length, then by bytes.</summary>
    public static string Stored(JsonElement value) => Write(value, stored: true);

    public static string Stored(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Stored(document.RootElement);
    }

    /// <summary>Returns JSON that a literal has on several lines. It is on one line, without the literal's indentation.</summary>
    public static string OneLine(OneLineHandler text) => text.ToStringAndClear();

    public static string Strings(IEnumerable<string> values) => "[" + string.Join(",", values.Select(Quote)) + "]";

    public static string Map(IEnumerable<KeyValuePair<string, string>> values) =>
        "{" + string.Join(",", values.Select(pair => Quote(pair.Key) + ":" + Quote(pair.Value))) + "}";

    public static string Bool(bool value) => value ? "true" : "false";

    public static string Number(double value) => JsNumber.Text(value);

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset? time) => time is { } value ? Quote(Time(value)) : "null";

    /// <summary>Indents JSON with two spaces.</summary>
    public static string Indented(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        var text = new StringBuilder(json.Length * 2);
        AppendIndented(text, document.RootElement, 0);
        return text.ToString();
    }

    private static string Write(JsonElement value, bool stored)
    {
        var text = new StringBuilder();
        Append(text, value, stored);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement value, bool stored)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                bool first = true;
                foreach ((string name, JsonElement member) in Members(value, stored))
                {
                    if (!first)
                    {
                        text.Append(',');
                    }

                    first = false;
                    AppendString(text, name);
                    text.Append(':');
                    Append(text, member, stored);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                int index = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    if (index++ > 0)
                    {
                        text.Append(',');
                    }

                    Append(text, item, stored);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                AppendString(text, value.GetString()!);
                break;
            default:
                text.Append(value.ValueKind == JsonValueKind.Undefined ? "null" : value.GetRawText());
                break;
        }
    }

    private static void AppendIndented(StringBuilder text, JsonElement value, int depth)
    {
        bool isObject = value.ValueKind == JsonValueKind.Object;
        if (!isObject && value.ValueKind != JsonValueKind.Array)
        {
            Append(text, value, stored: false);
            return;
        }

        int count = isObject ? value.EnumerateObject().Count() : value.GetArrayLength();
        text.Append(isObject ? '{' : '[');
        for (int i = 0; i < count; i++)
        {
            text.Append(i == 0 ? "\n" : ",\n").Append(' ', (depth + 1) * 2);
            if (isObject)
            {
                JsonProperty member = value.EnumerateObject().ElementAt(i);
                AppendString(text, member.Name);
                text.Append(": ");
                AppendIndented(text, member.Value, depth + 1);
            }
            else
            {
                AppendIndented(text, value[i], depth + 1);
            }
        }

        if (count > 0)
        {
            text.Append('\n').Append(' ', depth * 2);
        }

        text.Append(isObject ? '}' : ']');
    }

    private static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement value, bool stored)
    {
        // A duplicate key keeps its first position and its last value, as in JavaScript.
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            members[property.Name] = property.Value;
        }

        IEnumerable<KeyValuePair<string, JsonElement>> ordered = stored
            ? members.OrderBy(member => Encoding.UTF8.GetByteCount(member.Key)).ThenBy(member => member.Key, StringComparer.Ordinal)
            : members;
        return ordered.Select(member => (member.Key, member.Value));
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ':
                    AppendEscape(text, c);
                    break;
                default:
                    if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                    {
                        text.Append(c).Append(value[++i]);
                    }
                    else if (char.IsSurrogate(c))
                    {
                        AppendEscape(text, c);
                    }
                    else
                    {
                        text.Append(c);
                    }

                    break;
            }
        }

        text.Append('"');
    }

    private static void AppendEscape(StringBuilder text, char c) =>
        text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
}

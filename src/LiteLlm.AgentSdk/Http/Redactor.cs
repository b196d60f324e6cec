using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiteLlm.AgentSdk.Http;

/// <summary>Takes secrets out of what the platform answers before it can reach a message, a log or a debugger.</summary>
internal static class Redactor
{
    private const string Mask = "***";
    private const int BodyLimit = 4096;

    // Shorter values can't be told from ordinary words; taking them out would leave nothing to read.
    private const int ShortestSecret = 4;

    /// <summary>The beginning of a body, without the secrets: those of the request, and the fields that hold some by their names.</summary>
    public static string? Body(ReadOnlySpan<byte> body, IEnumerable<string> secrets)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        // Cut last: the beginning of a secret at the cut would not be known for one.
        IReadOnlyCollection<string> known = [.. secrets];
        string text = Text(WithoutSecretValues(body, known) ?? AsIs(body), known);
        return text.Length <= BodyLimit ? text : text[..BodyLimit];
    }

    /// <summary>The text without the secrets, as they are and as JSON, web pages and addresses write them.</summary>
    public static string Text(string text, IEnumerable<string> secrets)
    {
        // The longest first, so that one secret inside another does not leave the rest of the longer one behind.
        foreach (string secret in secrets.Where(s => s.Length >= ShortestSecret).OrderByDescending(s => s.Length))
        {
            foreach (string form in Forms(secret))
            {
                text = text.Replace(form, Mask, StringComparison.Ordinal);
            }
        }

        return text;
    }

    /// <summary>
    /// What made something fail, for reading: as it is, or, when some handler has put a secret into it, its text without that.
    /// </summary>
    public static Exception Cause(Exception cause, IReadOnlyCollection<string> secrets)
    {
        string text = string.Join('\n', Texts(cause));
        string shown = Text(text, secrets);
        return shown == text ? cause : new RedactedException(shown);
    }

    private static IEnumerable<string> Texts(Exception cause)
    {
        yield return cause.ToString();
        for (Exception? e = cause; e is not null; e = e.InnerException)
        {
            foreach (object? value in e.Data.Values)
            {
                yield return value?.ToString() ?? "";
            }
        }
    }

    private static IEnumerable<string> Forms(string secret)
    {
        string json, escapedMore;
        try
        {
            json = JsonEncodedText.Encode(secret, LapJson.Options.Encoder).ToString();
            escapedMore = JsonEncodedText.Encode(secret).ToString();
        }
        catch (ArgumentException)
        {
            // Half a character: JSON has no form of it that could be echoed.
            return [secret];
        }

        return new[] { secret, json, escapedMore, AsciiOnly(json), WebUtility.HtmlEncode(secret),
            Uri.EscapeDataString(secret) }.Distinct(StringComparer.Ordinal);
    }

    /// <summary>As Python, which the gateway is written in, writes JSON: ASCII alone, with small hexadecimal digits.</summary>
    private static string AsciiOnly(string json)
    {
        StringBuilder ascii = new(json.Length);
        foreach (char c in json)
        {
            _ = c > '~' ? ascii.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : ascii.Append(c);
        }

        return ascii.ToString();
    }

    /// <summary>
    /// The JSON without the fields that hold secrets by their names and without the known ones, however they are escaped; null when there
    /// are none.
    /// </summary>
    private static string? WithoutSecretValues(ReadOnlySpan<byte> body, IReadOnlyCollection<string> secrets)
    {
        try
        {
            JsonNode? node = JsonNode.Parse(body);
            return Mark(node, secrets) ? node!.ToJsonString() : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // Not JSON, or a name twice in one object: only the known values can be taken out.
            return null;
        }
    }

    private static bool Mark(JsonNode? node, IReadOnlyCollection<string> secrets)
    {
        bool found = false;
        if (node is JsonObject fields)
        {
            foreach ((string name, JsonNode? value) in fields.ToArray())
            {
                if (IsSecret(name) && value is not null)
                {
                    fields[name] = value is JsonObject map
                        ? new JsonObject(map.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)Mask)))
                        : Mask;
                    found = true;
                }
                else if (Marked(value, secrets) is { } text)
                {
                    fields[name] = text;
                    found = true;
                }
                else
                {
                    found |= Mark(value, secrets);
                }
            }
        }
        else if (node is JsonArray items)
        {
            for (int i = 0; i < items.Count; i++)
            {
                if (Marked(items[i], secrets) is { } text)
                {
                    items[i] = text;
                    found = true;
                }
                else
                {
                    found |= Mark(items[i], secrets);
                }
            }
        }

        return found;
    }

    private static string? Marked(JsonNode? value, IReadOnlyCollection<string> secrets) =>
        value is JsonValue leaf && leaf.TryGetValue(out string? text) && Text(text, secrets) is { } marked && marked != text
            ? marked
            : null;

    /// <summary>A body that can't be taken apart: where it looks like cut JSON, what could be a secret field's is left out.</summary>
    private static string AsIs(ReadOnlySpan<byte> body)
    {
        string text = Encoding.UTF8.GetString(body);
        if (IsWhole(body))
        {
            return text;
        }

        int first = s_secretNames.Select(name =>
            text.IndexOf($"\"{name}\"", StringComparison.OrdinalIgnoreCase)).Where(i => i >= 0).DefaultIfEmpty(-1).Min();
        return first < 0 ? text : text[..first] + Mask;
    }

    private static bool IsWhole(ReadOnlySpan<byte> body)
    {
        try
        {
            Utf8JsonReader reader = new(body, LapJson.ReaderOptions);
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsSecret(string name) => s_secretNames.Contains(name);

    private static readonly HashSet<string> s_secretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "env_vars", "tty_token", "litellm_api_key", "api_key", "apikey", "token", "access_token", "authorization", "password", "secret",
    };
}

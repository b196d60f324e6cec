using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiteLlm.AgentSdk.Http;

/// <summary>Removes secrets from responses before they reach an exception message, a log or a debugger.</summary>
internal static class Redactor
{
    private const string Mask = "***";
    private const int BodyLimit = 4096;

    // Shorter values may be ordinary words; removing them would make texts unreadable.
    private const int ShortestSecret = 4;

    /// <summary>
    /// Returns the beginning of a body, without the secrets of the request and without fields whose names denote secrets.
    /// </summary>
    public static string? Body(ReadOnlySpan<byte> body, IEnumerable<string> secrets)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        // Truncates last, because a truncated secret would not be recognized.
        IReadOnlyCollection<string> known = [.. secrets];
        string text = Text(WithoutSecretValues(body, known) ?? AsIs(body), known);
        return text.Length <= BodyLimit ? text : text[..BodyLimit];
    }

    /// <summary>Removes secrets from a text, in their plain form and in their forms in JSON, HTML and URLs.</summary>
    public static string Text(string text, IEnumerable<string> secrets)
    {
        // The longest first: if one secret is part of another, the rest of the longer one must not remain.
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
    /// Returns an exception for use as an inner exception: the given one, or, if its text contains a secret, one with the text without the
    /// secret.
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
            // An unpaired surrogate, which JSON can't contain.
            return [secret];
        }

        return new[] { secret, json, escapedMore, AsciiOnly(json), WebUtility.HtmlEncode(secret),
            Uri.EscapeDataString(secret) }.Distinct(StringComparer.Ordinal);
    }

    /// <summary>Returns JSON as Python writes it: only ASCII, with lowercase hexadecimal digits. LiteLLM is written in Python.</summary>
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
    /// Returns the JSON without fields whose names denote secrets, and without the known secrets, however they are escaped; null if there
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
            // Not JSON, or an object with a duplicate name: only the known values can be removed.
            return null;
        }
    }

    /// <summary>Returns the names of an object, each with the mask as its value.</summary>
    private static JsonObject AllMasked(JsonObject map)
    {
        JsonObject masked = [];
        foreach ((string name, _) in map)
        {
            masked.Add(name, Mask);
        }

        return masked;
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
                    fields[name] = value is JsonObject map ? AllMasked(map) : Mask;
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

    /// <summary>Returns a body as text. If it is incomplete JSON, omits everything from the first secret field on.</summary>
    private static string AsIs(ReadOnlySpan<byte> body)
    {
        string text = Encoding.UTF8.GetString(body);
        if (IsWhole(body))
        {
            return text;
        }

        int first = text.Length;
        foreach (string name in s_secretNames)
        {
            int found = text.IndexOf($"\"{name}\"", StringComparison.OrdinalIgnoreCase);
            first = found < 0 ? first : Math.Min(first, found);
        }

        return first == text.Length ? text : text[..first] + Mask;
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

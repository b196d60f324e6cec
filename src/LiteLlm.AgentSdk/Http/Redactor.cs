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

        string text = WithoutSecretFields(body) ?? AsIs(body);
        text = Text(text, secrets);
        return text.Length <= BodyLimit ? text : text[..BodyLimit];
    }

    /// <summary>The text without the secrets, as they are and as JSON writes them.</summary>
    public static string Text(string text, IEnumerable<string> secrets)
    {
        // The longest first, so that one secret inside another does not leave the rest of the longer one behind.
        foreach (string secret in secrets.Where(s => s.Length >= ShortestSecret).OrderByDescending(s => s.Length))
        {
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
            try
            {
                string escaped = JsonEncodedText.Encode(secret, LapJson.Options.Encoder).ToString();
                string escapedMore = JsonEncodedText.Encode(secret).ToString();
                text = text.Replace(escaped, Mask, StringComparison.Ordinal).Replace(escapedMore, Mask, StringComparison.Ordinal);
            }
            catch (ArgumentException)
            {
                // Half a character: JSON has no form of it that could be echoed.
                continue;
            }
        }

        return text;
    }

    /// <summary>A body in which no fields can be told: where it looks like broken JSON, whatever could be a secret field's is left out.</summary>
    private static string AsIs(ReadOnlySpan<byte> body)
    {
        string text = Encoding.UTF8.GetString(body);
        int first = SecretNames.Select(name => text.IndexOf($"\"{name}\"", StringComparison.OrdinalIgnoreCase)).Where(i => i >= 0).DefaultIfEmpty(-1).Min();
        return first < 0 ? text : text[..first] + Mask;
    }

    /// <summary>JSON with the values of secret fields masked; nothing where it is no JSON or has none.</summary>
    private static string? WithoutSecretFields(ReadOnlySpan<byte> body)
    {
        try
        {
            JsonNode? node = JsonNode.Parse(body);
            return node is not null && Conceal(node) ? node.ToJsonString() : IsJsonWithoutSecrets(node) ? Encoding.UTF8.GetString(body) : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // Not JSON, or JSON that can't be taken apart (a key twice, half a character): only known values can be taken out.
            return null;
        }
    }

    private static bool IsJsonWithoutSecrets(JsonNode? node) => node is JsonObject or JsonArray;

    private static bool Conceal(JsonNode? node)
    {
        bool found = false;
        if (node is JsonObject fields)
        {
            foreach ((string name, JsonNode? value) in fields.ToArray())
            {
                if (IsSecret(name) && value is not null)
                {
                    fields[name] = value is JsonObject map ? new JsonObject(map.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)Mask))) : Mask;
                    found = true;
                }
                else
                {
                    found |= Conceal(value);
                }
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                found |= Conceal(item);
            }
        }

        return found;
    }

    private static bool IsSecret(string name) => SecretNames.Contains(name);

    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "env_vars", "tty_token", "litellm_api_key", "api_key", "apikey", "token", "access_token", "authorization", "password", "secret",
    };
}

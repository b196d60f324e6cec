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

        string text = WithoutSecretFields(body) ?? Encoding.UTF8.GetString(body[..Math.Min(body.Length, BodyLimit * 4)]);
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
            string escaped = JsonEncodedText.Encode(secret, LapJson.Options.Encoder).ToString();
            string escapedMore = JsonEncodedText.Encode(secret).ToString();
            text = text.Replace(escaped, Mask, StringComparison.Ordinal).Replace(escapedMore, Mask, StringComparison.Ordinal);
        }

        return text;
    }

    private static string? WithoutSecretFields(ReadOnlySpan<byte> body)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            // Not JSON: only the known values can be taken out.
            return null;
        }

        if (!Mark(node))
        {
            return null;
        }

        return node!.ToJsonString();
    }

    private static bool Mark(JsonNode? node)
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
                    found |= Mark(value);
                }
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                found |= Mark(item);
            }
        }

        return found;
    }

    private static bool IsSecret(string name) =>
        name is "env_vars" or "tty_token" or "litellm_api_key" or "api_key" or "apiKey" or "token" or "authorization" or "Authorization";
}

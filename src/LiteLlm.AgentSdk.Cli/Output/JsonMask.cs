using System.Text.Json;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>
/// Copies JSON of the platform and masks what is secret in its records: the values of <c>env_vars</c>, <c>tty_token</c>, and a token in <c>tty_url</c>.
/// What agents and people have said (<c>response</c>, <c>parts</c>) is theirs and stays as it is, whatever its members are called.
/// </summary>
internal static class JsonMask
{
    public static void Write(Utf8JsonWriter json, JsonElement value, bool showSecrets)
    {
        if (showSecrets)
        {
            value.WriteTo(json);
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    WriteMember(json, member.Name, member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Write(json, item, showSecrets: false);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.Undefined:
                json.WriteNullValue();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static void WriteMember(Utf8JsonWriter json, string name, JsonElement value)
    {
        switch (name)
        {
            case "env_vars":
                WriteMasked(json, value);
                break;
            case "tty_token" or "litellm_api_key" when value.ValueKind == JsonValueKind.String:
                json.WriteStringValue(KeyMask.Mask);
                break;
            case "tty_url" when value.ValueKind == JsonValueKind.String:
                json.WriteStringValue(WithoutQuery(value.GetString()!));
                break;
            case "response" or "parts" or "info":
                value.WriteTo(json);
                break;
            default:
                Write(json, value, showSecrets: false);
                break;
        }
    }

    /// <summary>Names stay, values go, in whatever shape they are.</summary>
    private static void WriteMasked(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject();
            foreach (JsonProperty member in value.EnumerateObject())
            {
                json.WritePropertyName(member.Name);
                WriteMasked(json, member.Value);
            }

            json.WriteEndObject();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (JsonElement item in value.EnumerateArray())
            {
                WriteMasked(json, item);
            }

            json.WriteEndArray();
        }
        else if (value.ValueKind == JsonValueKind.Null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStringValue(KeyMask.Mask);
        }
    }

    private static string WithoutQuery(string address)
    {
        int query = address.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? address : $"{address[..query]}?{KeyMask.Mask}";
    }
}

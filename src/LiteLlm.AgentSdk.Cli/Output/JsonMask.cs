using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>
/// Copies JSON of the platform and masks its secrets: the values of <c>env_vars</c>, <c>tty_token</c>, and a token in <c>tty_url</c>.
/// Messages (<c>response</c>, <c>parts</c>) are never masked. The writer's encoder escapes control
/// characters in strings, which could control a terminal. Deeply nested JSON does not cause recursion.
/// </summary>
internal static class JsonMask
{
    // A value with n levels has up to n² spaces when it is indented. Deeper values are written on one line.
    private const int MaxIndentedDepth = 64;

    private enum Mode
    {
        /// <summary>Members with the names of secrets are masked.</summary>
        ByName,

        /// <summary>Everything is copied.</summary>
        Copy,

        /// <summary>All values are masked; names are kept.</summary>
        MaskAll,
    }

    public static void Write(Utf8JsonWriter json, JsonElement value, bool showSecrets)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
            return;
        }

        Write(json, JsonMarshal.GetRawUtf8Value(value), showSecrets ? Mode.Copy : Mode.ByName);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> value, Mode outer)
    {
        Utf8JsonReader reader = new(value, ForeignJson.ReaderOptions);
        Mode mode = outer;

        // The depth of the object or array that has its own mode; -1 for none.
        int modeDepth = -1;
        string? name = null;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = ForeignJson.ToWellFormed(JsonText.ReadString(ref reader));
                json.WritePropertyName(name);
                continue;
            }

            Mode own = mode == Mode.ByName && name is not null ? ModeOf(name) : mode;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                if (json.Options.Indented && json.CurrentDepth >= MaxIndentedDepth)
                {
                    WriteOnOneLine(json, ref reader, value, own);
                }
                else
                {
                    if (own != mode)
                    {
                        (mode, modeDepth) = (own, reader.CurrentDepth);
                    }

                    WriteStart(json, reader.TokenType);
                }
            }
            else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                WriteEnd(json, reader.TokenType);
                if (reader.CurrentDepth == modeDepth)
                {
                    (mode, modeDepth) = (outer, -1);
                }
            }
            else
            {
                WriteScalar(json, ref reader, own, own == Mode.ByName ? name : null);
            }

            name = null;
        }
    }

    private static Mode ModeOf(string name) => name switch
    {
        "env_vars" => Mode.MaskAll,
        "response" or "parts" or "info" => Mode.Copy,
        _ => Mode.ByName,
    };

    private static void WriteOnOneLine(Utf8JsonWriter json, ref Utf8JsonReader reader, ReadOnlySpan<byte> value, Mode mode)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter writer = new(line, json.Options with { Indented = false }))
        {
            Write(writer, value[start..(int)reader.BytesConsumed], mode);
        }

        json.WriteRawValue(line.WrittenSpan, skipInputValidation: true);
    }

    private static void WriteStart(Utf8JsonWriter json, JsonTokenType token)
    {
        if (token == JsonTokenType.StartObject)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartArray();
        }
    }

    private static void WriteEnd(Utf8JsonWriter json, JsonTokenType token)
    {
        if (token == JsonTokenType.EndObject)
        {
            json.WriteEndObject();
        }
        else
        {
            json.WriteEndArray();
        }
    }

    private static void WriteScalar(Utf8JsonWriter json, ref Utf8JsonReader reader, Mode mode, string? name)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            json.WriteNullValue();
        }
        else if (mode == Mode.MaskAll || (name is "tty_token" or "litellm_api_key" && reader.TokenType == JsonTokenType.String))
        {
            json.WriteStringValue(KeyMask.Mask);
        }
        else if (reader.TokenType == JsonTokenType.String)
        {
            string text = ForeignJson.ToWellFormed(JsonText.ReadString(ref reader));
            json.WriteStringValue(name == "tty_url" ? WithoutQuery(text) : text);
        }
        else
        {
            // A number in its original format, true or false.
            json.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
        }
    }

    private static string WithoutQuery(string address)
    {
        int query = address.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? address : $"{address[..query]}?{KeyMask.Mask}";
    }
}

using System.Buffers;
using System.Text.Json;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>Selects members of an object, or of each object of an array, in the requested order.</summary>
internal static class JsonProjection
{
    public static ArrayBufferWriter<byte> Choose(ReadOnlyMemory<byte> whole, string[] fields, JsonWriterOptions options)
    {
        JsonElement root = ForeignJson.Parse(whole.Span);
        Check(root, fields);
        ArrayBufferWriter<byte> chosen = new();
        using (Utf8JsonWriter json = new(chosen, options))
        {
            if (root.ValueKind == JsonValueKind.Array)
            {
                json.WriteStartArray();
                foreach (JsonElement item in root.EnumerateArray())
                {
                    Write(json, item, fields);
                }

                json.WriteEndArray();
            }
            else
            {
                Write(json, root, fields);
            }
        }

        return chosen;
    }

    private static void Write(Utf8JsonWriter json, JsonElement item, string[] fields)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            ForeignJson.Write(json, item);
            return;
        }

        json.WriteStartObject();
        foreach (string field in fields)
        {
            json.WritePropertyName(field);
            if (ForeignJson.TryGet(item, field, out JsonElement value))
            {
                ForeignJson.Write(json, value);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Throws if no object has one of the fields. An empty array is not checked.</summary>
    private static void Check(JsonElement root, string[] fields)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        if (root.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in root.EnumerateArray())
            {
                AddNames(item, known);
            }
        }
        else
        {
            AddNames(root, known);
        }

        foreach (string field in fields)
        {
            if (known.Count > 0 && !known.Contains(field))
            {
                throw CliException.Usage($"There is no field '{field}'; there are: {string.Join(", ", known)}.");
            }
        }
    }

    private static void AddNames(JsonElement item, HashSet<string> known)
    {
        if (item.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in item.EnumerateObject())
            {
                known.Add(ForeignJson.GetName(member));
            }
        }
    }
}

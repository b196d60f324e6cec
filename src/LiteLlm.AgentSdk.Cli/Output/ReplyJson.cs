using System.Text.Json;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>Writes the common members of a reply in JSON: error, tokens and cost.</summary>
internal static class ReplyJson
{
    public static void WriteError(Utf8JsonWriter json, TurnError? error)
    {
        if (error is null)
        {
            json.WriteNull("error");
            return;
        }

        json.WriteStartObject("error");
        json.WriteString("name", error.Name);
        json.WriteString("message", error.Message);
        json.WriteEndObject();
    }

    public static void WriteUsage(Utf8JsonWriter json, decimal? inputTokens, decimal? outputTokens, decimal? cost)
    {
        WriteNumber(json, "input_tokens", inputTokens);
        WriteNumber(json, "output_tokens", outputTokens);
        WriteNumber(json, "cost", cost);
    }

    public static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

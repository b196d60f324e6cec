using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Reads and writes environment variables, with their names, order and values unchanged.</summary>
internal sealed class EnvironmentVariablesConverter : JsonConverter<EnvironmentVariables>
{
    public override EnvironmentVariables? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        EnvironmentVariables variables = [];
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return variables;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonText.ReadString(ref reader);
            reader.Read();
            variables[name] = JsonText.ReadText(ref reader);
        }

        return variables;
    }

    public override void Write(Utf8JsonWriter writer, EnvironmentVariables value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach ((string name, string text) in value)
        {
            writer.WriteString(name, text);
        }

        writer.WriteEndObject();
    }
}

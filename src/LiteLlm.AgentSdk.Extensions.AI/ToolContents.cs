using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>
/// Converts the agent's own tool calls to contents. They are only for information, because the sandbox has already run them.
/// </summary>
internal static class ToolContents
{
    public static bool HasEnded(ToolPart tool) => tool.State.Status == ToolStatus.Completed || tool.State.Status == ToolStatus.Error;

    public static FunctionCallContent Call(ToolPart tool) =>
        new(IdOf(tool), ForeignJson.ToWellFormed(tool.Tool), Arguments(tool.State.Input))
        {
            InformationalOnly = true,
            RawRepresentation = tool,
        };

    public static FunctionResultContent Result(ToolPart tool) => tool.State.Status == ToolStatus.Error
        ? new(IdOf(tool), ToWellFormed(tool.State.Error ?? tool.State.Output))
        {
            Exception = new AgentPlatformException($"The agent's tool {tool.Tool} failed: {tool.State.Error}")
            {
                MayHaveTakenEffect =
                true
            },
            RawRepresentation = tool,
        }
        : new(IdOf(tool), ToWellFormed(tool.State.Output)) { RawRepresentation = tool };

    private static string IdOf(ToolPart tool) => ForeignJson.ToWellFormed(tool.CallId ?? tool.Id ?? "");

    private static string? ToWellFormed(string? text) => text is null ? null : ForeignJson.ToWellFormed(text);

    /// <summary>
    /// Returns the arguments. The values are the JSON that the model wrote, converted by <see cref="PortableJson"/>.
    /// </summary>
    private static Dictionary<string, object?>? Arguments(JsonElement input)
    {
        if (input.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        Dictionary<string, object?> arguments = new(StringComparer.Ordinal);
        if (input.ValueKind != JsonValueKind.Object)
        {
            arguments["input"] = PortableJson.Of(input);
            return arguments;
        }

        foreach (JsonProperty property in input.EnumerateObject())
        {
            arguments[ForeignJson.GetName(property)] = PortableJson.Of(property.Value);
        }

        return arguments;
    }
}

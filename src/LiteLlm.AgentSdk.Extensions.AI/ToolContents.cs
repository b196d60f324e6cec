using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>The agent's own tool calls as contents: for information, since the sandbox has run them.</summary>
internal static class ToolContents
{
    public static bool HasEnded(ToolPart tool) => tool.State.Status == ToolStatus.Completed || tool.State.Status == ToolStatus.Error;

    public static FunctionCallContent Call(ToolPart tool) => new(IdOf(tool), tool.Tool, Arguments(tool.State.Input))
    {
        InformationalOnly = true,
        RawRepresentation = tool,
    };

    public static FunctionResultContent Result(ToolPart tool) => tool.State.Status == ToolStatus.Error
        ? new(IdOf(tool), tool.State.Error ?? tool.State.Output)
        {
            Exception = new AgentPlatformException($"The agent's tool {tool.Tool} failed: {tool.State.Error}") { MayHaveTakenEffect = true },
            RawRepresentation = tool,
        }
        : new(IdOf(tool), tool.State.Output) { RawRepresentation = tool };

    private static string IdOf(ToolPart tool) => tool.CallId ?? tool.Id ?? "";

    /// <summary>The values stay the JSON that the model wrote.</summary>
    private static Dictionary<string, object?>? Arguments(JsonElement input)
    {
        if (input.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        Dictionary<string, object?> arguments = new(StringComparer.Ordinal);
        if (input.ValueKind != JsonValueKind.Object)
        {
            arguments["input"] = input;
            return arguments;
        }

        foreach (JsonProperty property in input.EnumerateObject())
        {
            arguments[property.Name] = property.Value;
        }

        return arguments;
    }
}

using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>The state of an opencode tool part, as events and as the thread write it.</summary>
internal static class OpenCodeToolState
{
    public static (string Event, string Thread) Running(ToolStep tool, string output, long start)
    {
        string title = JsText.Quote(Title(tool));
        string input = tool.Input;
        string text = JsText.Quote(output);
        return (
            JsText.OneLine($$$"""
                {"metadata":{"output":{{{text}}},"description":{{{title}}}},"status":"running","input":{{{input}}},
                 "time":{"start":{{{start}}}}}
                """),
            JsText.OneLine($$$"""
                {"status":"running","input":{{{input}}},"metadata":{"output":{{{text}}},"description":{{{title}}}},
                 "time":{"start":{{{start}}}}}
                """));
    }

    public static (string Event, string Thread) Ended(ToolStep tool, long start, long end)
    {
        string title = JsText.Quote(Title(tool));
        string text = JsText.Quote(tool.Result);
        string time = $$$"""
            "time":{"start":{{{start}}},"end":{{{end}}}}
            """;
        if (tool.Failed)
        {
            string error = $$"""{"status":"error","input":{{tool.Input}},"error":{{text}},{{time}}}""";
            return (error, error);
        }

        string metadata = $$"""
            "metadata":{"output":{{text}},"exit":0,"description":{{title}},"truncated":false}
            """;
        return (
            $$"""{"status":"completed","input":{{tool.Input}},"output":{{text}},{{metadata}},"title":{{title}},{{time}}}""",
            $$"""{"status":"completed","input":{{tool.Input}},"output":{{text}},"title":{{title}},{{metadata}},{{time}}}""");
    }

    private static string Title(ToolStep tool)
    {
        using JsonDocument input = JsonDocument.Parse(tool.Input);
        return input.RootElement.ValueKind == JsonValueKind.Object
            && input.RootElement.TryGetProperty("description", out JsonElement description) && description.ValueKind == JsonValueKind.String
                ? description.GetString()!
                : tool.Name;
    }
}

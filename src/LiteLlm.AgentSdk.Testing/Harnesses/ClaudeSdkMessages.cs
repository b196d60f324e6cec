using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>Creates the messages of the Claude Agent SDK in one turn, with their token counts.</summary>
internal sealed class ClaudeSdkMessages(string session, string model)
{
    private const string ServerSide = """
        "server_tool_use":{"web_search_requests":0,"web_fetch_requests":0}
        """;

    private int _input;

    public string MessageId { get; private set; } = "";

    public int Block { get; private set; }

    /// <summary>Gets or sets the number of output tokens of the current API message.</summary>
    public int OutputTokens { get; set; }

    public int TotalInput { get; private set; }

    public int TotalOutput { get; private set; }

    public double Cost => model.Contains("sonnet", StringComparison.Ordinal)
        ? Price(TotalInput, 3, TotalOutput, 15)
        : Price(TotalInput, 1, TotalOutput, 5);

    private string Model => JsText.Quote(model);

    private string Usage =>
        $$"""{"input_tokens":{{_input}},"output_tokens":1,"cache_creation_input_tokens":0,"cache_read_input_tokens":0}""";

    /// <summary>Gets the members of a message that say where it is from.</summary>
    private string Origin => $$"""
        "parent_tool_use_id":null,"session_id":"{{session}}","uuid":"{{Ids.Uuid()}}"
        """;

    public string Init() => JsText.OneLine($$"""
        {"type":"system","subtype":"init","cwd":"/sandbox/repo","session_id":"{{session}}",
         "tools":["Task","Bash","CronCreate","CronDelete","CronList","Edit","EnterPlanMode","EnterWorktree","ExitPlanMode",
             "ExitWorktree","Glob","Grep","NotebookEdit","Read","ScheduleWakeup","Skill","TaskOutput","TaskStop","TodoWrite",
             "WebFetch","WebSearch","Write"],
         "mcp_servers":[{"name":"lap-screenshot","status":"failed"},{"name":"lap-recording","status":"failed"},
             {"name":"lap-slack","status":"failed"}],
         "model":{{Model}},"permissionMode":"bypassPermissions",
         "slash_commands":["update-config","debug","simplify","batch","fewer-permission-prompts","loop","claude-api","clear",
             "compact","context","heapdump","init","review","security-review","usage","insights","team-onboarding"],
         "apiKeySource":"ANTHROPIC_API_KEY","claude_code_version":"2.1.138","output_style":"default",
         "agents":["Explore","general-purpose","Plan","statusline-setup"],
         "skills":["update-config","debug","simplify","batch","fewer-permission-prompts","loop","claude-api"],
         "plugins":[],"analytics_disabled":true,"uuid":"{{Ids.Uuid()}}",
         "memory_paths":{"auto":"/sandbox/home/.claude/projects/-sandbox-repo/memory/"},"fast_mode_state":"off"}
        """);

    public string Requesting() =>
        $$"""{"type":"system","subtype":"status","status":"requesting","uuid":"{{Ids.Uuid()}}","session_id":"{{session}}"}""";

    public string Retry(int status, int attempt, int most, long wait) => JsText.OneLine($$"""
        {"type":"system","subtype":"api_retry","attempt":{{attempt}},"max_retries":{{most}},"retry_delay_ms":{{wait}},
         "error_status":{{status}},"error":"rate_limit","session_id":"{{session}}","uuid":"{{Ids.Uuid()}}"}
        """);

    public string MessageStart(int inputTokens)
    {
        _input = inputTokens;
        MessageId = "msg_" + Ids.Hex(20);
        Block = 0;
        OutputTokens = 0;
        return Stream(
            JsText.OneLine($$$"""
                {"type":"message_start",
                 "message":{"id":"{{{MessageId}}}","type":"message","role":"assistant","model":{{{Model}}},"content":[],
                     "stop_reason":null,"stop_sequence":null,"usage":{{{Usage}}}}}
                """),
            ",\"ttft_ms\":1");
    }

    public string BlockStart(string block) => Stream($$"""{"type":"content_block_start","index":{{Block}},"content_block":{{block}}}""");

    public string BlockDelta(string delta) => Stream($$"""{"type":"content_block_delta","index":{{Block}},"delta":{{delta}}}""");

    public string BlockStop(bool keepBlock = false)
    {
        string stop = Stream($$"""{"type":"content_block_stop","index":{{Block}}}""");
        Block += keepBlock ? 0 : 1;
        return stop;
    }

    public string MessageDelta(string reason)
    {
        TotalInput += _input;
        TotalOutput += OutputTokens;
        return Stream(JsText.OneLine($$$"""
            {"type":"message_delta","delta":{"stop_reason":"{{{reason}}}","stop_sequence":null},
             "usage":{"output_tokens":{{{OutputTokens}}}}}
            """));
    }

    public string MessageStop() => Stream("""{"type":"message_stop"}""");

    public string Assistant(string block) => JsText.OneLine($$"""
        {"type":"assistant",
         "message":{"id":"{{MessageId}}","type":"message","role":"assistant","model":{{Model}},"content":[{{block}}],
             "stop_reason":null,"stop_sequence":null,"usage":{{Usage}},"context_management":null},
         {{Origin}}}
        """);

    /// <summary>Creates the assistant message if the request to the model failed.</summary>
    public string Synthetic(string id, string text, string error) => JsText.OneLine($$"""
        {"type":"assistant",
         "message":{"id":"{{id}}","container":null,"model":"<synthetic>","role":"assistant","stop_details":null,
             "stop_reason":"stop_sequence","stop_sequence":"","type":"message",
             "usage":{"input_tokens":0,"output_tokens":0,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,
                 {{ServerSide}},"service_tier":null,
                 "cache_creation":{"ephemeral_1h_input_tokens":0,"ephemeral_5m_input_tokens":0},"inference_geo":null,
                 "iterations":null,"speed":null},
             "content":[{"type":"text","text":{{text}}}],"context_management":null},
         {{Origin}},"error":"{{error}}"}
        """);

    public string ToolResult(string call, ToolStep tool, string time)
    {
        string text = JsText.Quote(tool.Result);
        string failed = tool.Failed ? "true" : "false";
        string result = tool.Failed
            ? JsText.Quote("Error: " + tool.Result)
            : $$"""{"stdout":{{text}},"stderr":"","interrupted":false,"isImage":false,"noOutputExpected":false}""";
        return JsText.OneLine($$"""
            {"type":"user",
             "message":{"role":"user",
                 "content":[{"tool_use_id":"{{call}}","type":"tool_result","content":{{text}},"is_error":{{failed}}}]},
             {{Origin}},"timestamp":"{{time}}","tool_use_result":{{result}}}
            """);
    }

    public string Result(long milliseconds, int turns, FailStep? failure, string text)
    {
        string status = failure?.Status is { } code ? JsText.Number(code) : "null";
        string cost = JsText.Number(Cost);
        string modelUsage = failure is not null
            ? "{}"
            : JsText.OneLine($$$"""
                {{{{Model}}}:{"inputTokens":{{{TotalInput}}},"outputTokens":{{{TotalOutput}}},"cacheReadInputTokens":0,
                     "cacheCreationInputTokens":0,"webSearchRequests":0,"costUSD":{{{cost}}},"contextWindow":200000,
                     "maxOutputTokens":32000}}
                """);
        return JsText.OneLine($$"""
            {"type":"result","subtype":"success","is_error":{{(failure is null ? "false" : "true")}},
             "api_error_status":{{status}},"duration_ms":{{milliseconds}},
             "duration_api_ms":{{(failure is null ? milliseconds : 0)}},"num_turns":{{turns}},"result":{{JsText.Quote(text)}},
             "stop_reason":"{{(failure is null ? "end_turn" : "stop_sequence")}}","session_id":"{{session}}",
             "total_cost_usd":{{cost}},
             "usage":{"input_tokens":{{TotalInput}},"cache_creation_input_tokens":0,"cache_read_input_tokens":0,
                 "output_tokens":{{TotalOutput}},{{ServerSide}},"service_tier":"standard",
                 "cache_creation":{"ephemeral_1h_input_tokens":0,"ephemeral_5m_input_tokens":0},"inference_geo":"",
                 "iterations":[],"speed":"standard"},
             "modelUsage":{{modelUsage}},"permission_denials":[],
             "terminal_reason":"completed","fast_mode_state":"off","uuid":"{{Ids.Uuid()}}"}
            """);
    }

    private static double Price(int input, int perInput, int output, int perOutput) =>
        ((input * (double)perInput) + (output * (double)perOutput)) / 1e6;

    private string Stream(string frame, string more = "") => JsText.OneLine($$"""
        {"type":"stream_event","event":{{frame}},"session_id":"{{session}}","parent_tool_use_id":null,
         "uuid":"{{Ids.Uuid()}}"{{more}}}
        """);
}

using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>The recorded streams of the claude-agent-sdk harness, and frames for tests.</summary>
internal static class ClaudeStreams
{
    /// <summary>Every recorded stream that carries messages of the Claude Agent SDK.</summary>
    public static IEnumerable<string> Names =>
        Recordings.Streams.Where(static exchange =>
            exchange.Body.Contains("claude_sdk_message", StringComparison.Ordinal)).Select(static exchange => exchange.Name);

    /// <summary>
    /// true if two turns run at once. Their frames alternate and carry no id, so only the harness's own parts show their turn.
    /// </summary>
    public static bool Interleaves(string name) => name.StartsWith("two-clients-claude", StringComparison.Ordinal);

    /// <summary>Gets the streams that reach the end of their turn and complete every answer, so that no turn in them was aborted.</summary>
    public static IEnumerable<string> WholeNames => Names.Where(static name =>
    {
        ClaudeMessage[] messages = [.. Events(name).OfType<ClaudeSdkMessageEvent>().Select(ClaudeMessage.From)];
        IEnumerable<string?> begun = messages.OfType<ClaudeStreamEventMessage>()
            .Select(static message => message.Event).OfType<ClaudeMessageStartFrame>().Select(static frame => frame.Message.Id);
        return messages[^1].Type == "result"
            && !Interleaves(name)
            && !begun.Except(messages.OfType<ClaudeAssistantMessage>().Select(static answer => answer.Message.Id)).Any();
    });

    /// <summary>Gets every recorded message, as JSON.</summary>
    public static IEnumerable<string> RecordedMessages =>
        Names.SelectMany(Events).OfType<ClaudeSdkMessageEvent>().Select(static e => e.Message.GetRawText());

    public static IEnumerable<SessionEvent> Events(string name) =>
        Recordings.Get(name).Frames.Select(static frame => EventDecoder.Decode(Encoding.UTF8.GetBytes(frame)));

    public static ClaudeConversation Fold(IEnumerable<SessionEvent> events) =>
        events.Aggregate(ClaudeConversation.Empty, static (conversation, e) => conversation.Add(e));

    public static ClaudeConversation Fold(params IEnumerable<string> messages) => Fold(ClaudeConversation.Empty, messages);

    public static ClaudeConversation Fold(ClaudeConversation conversation, params IEnumerable<string> messages) =>
        messages.Aggregate(conversation, static (conversation, json) => conversation.Add(ClaudeMessage.Parse(json)));

    public static string Frame(string frame, string? parent = null) =>
        $$"""{"type":"stream_event","event":{{frame}},"session_id":"s","parent_tool_use_id":{{Text(parent)}}"""
            + $$""","uuid":"{{Guid.NewGuid()}}"}""";

    public static string MessageStart(string? id, string? parent = null) =>
        Frame(
            $$$$"""{"type":"message_start","message":{"id":{{{{Text(id)}}}},"type":"message","role":"assistant","model":"m","content":[]"""
                + ""","stop_reason":null,"usage":{"input_tokens":7,"output_tokens":1,"service_tier":"standard"}}}""", parent);

    public static string BlockStart(int index, string block, string? parent = null) =>
        Frame($$"""{"type":"content_block_start","index":{{index}},"content_block":{{block}}}""", parent);

    public static string TextStart(int index, string? parent = null) => BlockStart(index, """{"type":"text","text":""}""", parent);

    public static string ToolStart(int index, string id, string? parent = null) =>
        BlockStart(index, $$$"""{"type":"tool_use","id":"{{{id}}}","name":"Bash","input":{}}""", parent);

    public static string Delta(int index, string type, string member, string value, string? parent = null) =>
        Frame($$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"{{{type}}}","{{{member}}}":{{{Text(value)}}}}}""",
            parent);

    public static string TextDelta(int index, string text, string? parent = null) => Delta(index, "text_delta", "text", text, parent);

    public static string InputDelta(int index, string json, string? parent = null) =>
        Delta(index, "input_json_delta", "partial_json", json, parent);

    public static string BlockStop(int index, string? parent = null) =>
        Frame($$"""{"type":"content_block_stop","index":{{index}}}""", parent);

    public static string MessageDelta(string stopReason, int tokens, string? parent = null) =>
        Frame(
            $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{stopReason}}}","stop_sequence":null},"usage":{"output_tokens":"""
                + $$$"""{{{tokens}}}}}""", parent);

    public static string MessageStop(string? parent = null) => Frame("""{"type":"message_stop"}""", parent);

    public static string Assistant(string? id, string content, string? parent = null, string? uuid = null) =>
        $$$"""{"type":"assistant","message":{"id":{{{Text(id)}}},"type":"message","role":"assistant","model":"m","content":{{{content}}}"""
            + $$$""","stop_reason":null,"usage":{"input_tokens":7,"output_tokens":1}},"parent_tool_use_id":{{{Text(parent)}}}"""
            + $$$""","session_id":"s","uuid":"{{{uuid ?? Guid.NewGuid().ToString()}}}"}""";

    public static string ToolResult(string toolUseId, string content, string? parent = null, string isError = "false") =>
        $$$"""{"type":"user","message":{"role":"user","content":[{"tool_use_id":"{{{toolUseId}}}","type":"tool_result","content":"""
            + $$$"""{{{content}}},"is_error":{{{isError}}}}]},"parent_tool_use_id":{{{Text(parent)}}}"""
            + $$$""","session_id":"s","uuid":"{{{Guid.NewGuid()}}}"}""";

    public static string Init() =>
        """{"type":"system","subtype":"init","model":"m","cwd":"/repo","tools":["Bash"],"session_id":"s","uuid":"u"}""";

    public static string Result(string isError = "false", string result = "done") =>
        $$$"""{"type":"result","subtype":"success","is_error":{{{isError}}},"duration_ms":5,"num_turns":1,"result":{{{Text(result)}}}"""
            + ""","total_cost_usd":0.25,"usage":{"input_tokens":7,"output_tokens":3},"session_id":"s","uuid":"u"}""";

    private static string Text(string? text) => text is null ? "null" : JsonSerializer.Serialize(text);
}

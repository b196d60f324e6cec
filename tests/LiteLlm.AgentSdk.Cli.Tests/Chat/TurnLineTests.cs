using System.Text.Json;
using LiteLlm.AgentSdk.Cli.Chat;

namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

/// <summary>A turn as lines of JSON, to the letter. The members are those of a turn's server-sent events.</summary>
public sealed class TurnLineTests
{
    [Fact]
    public void Each_kind_of_update_is_a_line()
    {
        JsonElement input = JsonDocument.Parse("""{"n":1.50,"c":"\u009b"}""").RootElement;
        ToolPart running = new() { Tool = "Bash", State = new() { Status = ToolStatus.Running, Input = input, Output = "not yet" } };
        ToolState ended = new() { Status = ToolStatus.Error, Title = "List", Error = "no" };
        TurnUpdate[] updates =
        [
            new TurnStarted { UserMessageId = "u" },
            new TurnReconnecting { Attempt = 2, Reason = "hung up" },
            new TurnHealed(),
            new TurnReasoningDelta { MessageId = "m", PartId = "r", Delta = "why" },
            new TurnTextDelta { MessageId = "m", PartId = "t", Offset = 3, Delta = "é\e\ud83d" },
            new TurnToolStarted { MessageId = "m", PartId = "p", Tool = running },
            new TurnToolFinished { MessageId = "m", PartId = "p", Tool = new() { Tool = "Bash", CallId = "c", State = ended } },
            new TurnPartReplaced { MessageId = "m", PartId = "t", Part = new TextPart { Text = "other" } },
            new TurnRetold { Key = "m/r", Part = new ReasoningPart { MessageId = "m", Id = "r", Text = "whole" } },
        ];

        string.Join('\n', updates.Select(Line)).Should().Be(
            """
            {"type":"started","session_id":"s","user_message_id":"u"}
            {"type":"reconnecting","attempt":2,"reason":"hung up"}
            {"type":"healed"}
            {"type":"reasoning","message_id":"m","part_id":"r","offset":0,"delta":"why"}
            {"type":"text","message_id":"m","part_id":"t","offset":3,"delta":"\u00E9\u001B\uFFFD"}
            {"type":"tool_started","message_id":"m","part_id":"p","tool":"Bash","status":"running","input":{"n":1.50,"c":"\u009B"}}
            {"type":"tool_finished","message_id":"m","part_id":"p","call_id":"c","tool":"Bash","title":"List","status":"error","error":"no"}
            {"type":"replaced","message_id":"m","part_id":"t","part_type":"text","text":"other"}
            {"type":"replaced","message_id":"m","part_id":"r","part_type":"reasoning","text":"whole"}
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_last_line_has_the_reply_its_error_and_the_time()
    {
        Message message = new() { Info = new() { Id = "m" } };
        Reply reply = new() { Text = "done", Messages = [message], InputTokens = 7, OutputTokens = 2, Cost = 0.0026m };
        Reply failed = new() { Error = new TurnError { Name = "SDKError" }, IsPartial = true };

        Line(new TurnCompleted { Reply = reply }).Should().Be(
            """{"type":"completed","text":"done","message_ids":["m"],"is_partial":false,"duplicated_by_platform":false,"""
            + """
            "input_tokens":7,"output_tokens":2,"cost":0.0026,"error":null,"seconds":1.5}
            """);
        Line(new TurnCompleted { Reply = failed }).Should().Be(
            """{"type":"completed","text":"","message_ids":[],"is_partial":true,"duplicated_by_platform":false,"""
            + """
            "input_tokens":null,"output_tokens":null,"cost":null,"error":{"name":"SDKError","message":null},"seconds":1.5}
            """);
    }

    [Fact]
    public void Other_updates_have_no_line() => Line(new TurnEvent { Event = new SessionIdleEvent() }).Should().BeNull();

    private static string? Line(TurnUpdate update) => TurnLine.Of(update, "s", TimeSpan.FromSeconds(1.5));
}

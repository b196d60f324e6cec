using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class OddClaudeMessageTests
{
    private static readonly string[] s_replacements =
        ["5", "-0", "1.50", "1e5", "-7", "12345678901234567890", "\"x\"", "\"\"", "null", "true", "false", "[]", "[1,{\"a\":null}]", "{}",
            "{\"a\":{\"B c\":1.0}}", "{\"type\":\"text\",\"text\":\"y\"}"];

    // Messages that the recordings don't contain.
    private static readonly string[] s_unrecorded =
    [
        """{"type":"stream_event","event":{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":"""
            + """{"type":"char_location","cited_text":"x"}}},"parent_tool_use_id":"toolu_1"}""",
        """{"type":"assistant","message":{"id":"m","content":[{"type":"text","text":"x","citations":[{"a":1}]},"""
            + """{"type":"redacted_thinking","data":"x"}]}}""",
        """{"type":"user","message":{"role":"user","content":"x"},"tool_use_result":"y"}""",
        """{"type":"user","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"""
            + """[{"type":"text","text":"x"},{"type":"image","source":{}}]}]}}""",
        """{"type":"auth_status","x":1}""",
    ];

    public static TheoryData<string> Seeds =>
        [.. ClaudeStreams.RecordedMessages
            .Concat(s_unrecorded)
            .GroupBy(static json => Shape(JsonNode.Parse(json)), StringComparer.Ordinal)
            .Select(static group => group.MinBy(static json => json.Length)!)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Replacing_any_member_of_a_message_neither_throws_nor_loses_data(string json)
    {
        ClaudeConversation begun = ClaudeStreams.Fold(
            ClaudeStreams.Init(), ClaudeStreams.MessageStart("m"), ClaudeStreams.TextStart(0), ClaudeStreams.TextDelta(0, "so far"));
        string type = ClaudeMessage.Parse(json).Type;
        foreach ((string path, string mutated) in Mutations(json))
        {
            ClaudeMessage message = ClaudeMessage.Parse(mutated);

            SameJson.Check(mutated, message.ToJson());
            _ = message.ToString();
            if (path != "type")
            {
                message.Type.Should().Be(type, mutated);
            }

            ReadAll(ClaudeConversation.Empty.Add(message));
            ReadAll(begun.Add(message).Add(message));
            begun.Messages[1].Text.Should().Be("so far");
        }
    }

    [Fact]
    public void An_unexpected_frame_in_a_turn_loses_only_its_own_data()
    {
        string[] messages =
            [.. ClaudeStreams.Events("sessions-claude-agent-sdk/message_stream.TOOL").OfType<ClaudeSdkMessageEvent>().Select(static e =>
            e.Message.GetRawText())];
        string[] odd = ["""{"type":"stream_event"}""", """{"type":"stream_event","event":{"type":"content_block_delta"}}""",
            """{"type":"assistant"}""", "{}", "null",
            """{"type":"stream_event","event":{"type":"content_block_delta","index":"x","delta":{}}}"""];
        string whole = string.Concat(ClaudeStreams.Fold(messages).Messages.Select(static m => m.Text));
        for (int at = 0; at < messages.Length; at++)
        {
            foreach (string frame in odd)
            {
                // If an odd frame replaces a frame, the whole blocks still contain its data. If it is added, nothing changes.
                string.Concat(ClaudeStreams.Fold([.. messages[..at], frame, .. messages[at..]]).Messages.Select(static m =>
                    m.Text)).Should().Be(whole);
                if (messages[at].Contains("\"stream_event\"", StringComparison.Ordinal))
                {
                    string.Concat(ClaudeStreams.Fold([.. messages[..at], frame, .. messages[(at + 1)..]]).Messages.Select(static m =>
                        m.Text)).Should().Be(whole, $"{at}: {messages[at]}");
                }
            }
        }
    }

    [Fact]
    public void Any_frame_may_be_missing()
    {
        foreach (string name in ClaudeStreams.WholeNames)
        {
            ClaudeMessage[] messages = [.. ClaudeStreams.Events(name).OfType<ClaudeSdkMessageEvent>().Select(ClaudeMessage.From)];
            string whole = Texts(messages);
            for (int at = 0; at < messages.Length; at++)
            {
                if (messages[at] is ClaudeStreamEventMessage)
                {
                    Texts([.. messages[..at], .. messages[(at + 1)..]]).Should().Be(whole, $"{name} without {messages[at]}");
                }
            }
        }
    }

    [Fact]
    public void A_stream_may_begin_anywhere_in_a_turn()
    {
        foreach (string name in ClaudeStreams.WholeNames)
        {
            ClaudeMessage[] messages = [.. ClaudeStreams.Events(name).OfType<ClaudeSdkMessageEvent>().Select(ClaudeMessage.From)];
            for (int at = 0; at < messages.Length; at++)
            {
                string[] seen =
                    [.. messages[at..].OfType<ClaudeAssistantMessage>().SelectMany(static m =>
                    m.Message.Content).OfType<ClaudeTextBlock>().Select(static b => b.Text)];
                ClaudeConversation conversation = messages[at..].Aggregate(ClaudeConversation.Empty, static (c, m) => c.Add(m));
                string text = string.Concat(conversation.Messages.Where(static m => m.Type == "assistant").Select(static m => m.Text));

                text.Should().Be(string.Concat(seen), $"{name} from {at}");
            }
        }
    }

    [Fact]
    public void Deep_nesting_and_halves_of_emoji_pass_through()
    {
        string deep = string.Concat(Enumerable.Repeat("""{"a":[""", 5000)) + "1.0" + string.Concat(Enumerable.Repeat("]}", 5000));
        ClaudeConversation conversation = ClaudeStreams.Fold(
            ClaudeStreams.MessageStart("m"),
            ClaudeStreams.TextStart(0),
            """{"type":"stream_event","event":{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a\ud83d"}}}""",
            """{"type":"stream_event","event":{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\ude00"}}}""",
            ClaudeStreams.ToolStart(1, "t"),
            ClaudeStreams.InputDelta(1, deep),
            ClaudeStreams.BlockStop(1));

        conversation.Messages[0].Text.Should().Be("a\U0001F600");
        conversation.Messages[0].Blocks[1].Input.GetRawText().Should().Be(deep);
        string whole = ClaudeStreams.Assistant("m", $$"""[{"type":"tool_use","id":"t","input":{{deep}}}]""");
        ClaudeMessage.Parse(whole).ToJson().Should().Contain(deep);
    }

    private static string Texts(IEnumerable<ClaudeMessage> messages) =>
        string.Join('|', messages.Aggregate(ClaudeConversation.Empty, static (conversation, message) => conversation.Add(message))
            .Messages.SelectMany(static m => m.Blocks).Select(static b => $"{b.Type}:{b.Text}{b.Thinking}{b.ToolUseId}{b.Input}"));

    private static void ReadAll(ClaudeConversation conversation)
    {
        foreach (ClaudeConversationMessage message in conversation.Messages)
        {
            _ = (message.Text, message.Thinking, message.IsComplete, message.Usage, message.Source?.ToJson());
            foreach (ClaudeConversationBlock block in message.Blocks)
            {
                _ = (block.Text, block.Thinking, block.Signature, block.Citations.Count, block.InputJson, block.Input, block.Result?.Text,
                    block.Source?.ToString());
            }
        }
    }

    private static string Shape(JsonNode? node) => node switch
    {
        JsonObject o => "{"
            + string.Join(',', o.Select(static m => m.Key is "type" or "subtype" ? $"{m.Key}={m.Value}" : m.Key + ":" + Shape(m.Value)))
            + "}",
        JsonArray a => "[" + string.Join(',', a.Select(Shape).Distinct(StringComparer.Ordinal)) + "]",
        null => "null",
        _ => node.GetValueKind().ToString(),
    };

    private static IEnumerable<(string Path, string Json)> Mutations(string json)
    {
        List<object[]> paths = [];
        Collect(JsonNode.Parse(json), [], paths);
        foreach (object[] path in paths)
        {
            foreach (string? replacement in s_replacements.Append(null))
            {
                JsonNode root = JsonNode.Parse(json)!;
                JsonNode target = path[..^1].Aggregate(root, static (node, step) => step is int index ? node[index]! : node[(string)step]!);
                if (replacement is not null)
                {
                    JsonNode? value = JsonNode.Parse(replacement);
                    if (path[^1] is int index)
                    {
                        target[index] = value;
                    }
                    else
                    {
                        target[(string)path[^1]] = value;
                    }
                }
                else if (path[^1] is int index)
                {
                    target.AsArray().RemoveAt(index);
                }
                else
                {
                    target.AsObject().Remove((string)path[^1]);
                }

                yield return (string.Join('.', path), root.ToJsonString());
            }
        }
    }

    private static void Collect(JsonNode? node, object[] path, List<object[]> paths)
    {
        if (node is JsonObject o)
        {
            foreach ((string name, JsonNode? value) in o)
            {
                paths.Add([.. path, name]);
                Collect(value, [.. path, name], paths);
            }
        }
        else if (node is JsonArray { Count: > 0 } a)
        {
            paths.Add([.. path, 0]);
            Collect(a[0], [.. path, 0], paths);
        }
    }
}

using System.Text.Json;
using FluentAssertions;
using Xunit;
using static LiteLlm.AgentSdk.Tests.ClaudeStreams;

namespace LiteLlm.AgentSdk.Tests;

public sealed class ClaudeConversationTests
{
    public static TheoryData<string> Streams => [.. Names.Where(static name => !Interleaves(name))];

    /// <summary>
    /// The harness names a part after the message of the API and the index of the block, so both streams describe the same block.
    /// </summary>
    [Theory]
    [MemberData(nameof(Streams))]
    public void A_recorded_stream_folds_to_the_parts_that_it_also_contains(string name)
    {
        SessionEvent[] events = [.. Events(name)];
        ClaudeConversation conversation = Fold(events);
        MessagePart[] parts =
        [
            .. events.OfType<MessagePartUpdatedEvent>().Where(static e =>
                !e.MessageId!.StartsWith("user_", StringComparison.Ordinal)).Select(static e => e.Part)
                .GroupBy(static part => part.Id, StringComparer.Ordinal).Select(static group => group.Last()),
        ];
        // A stream that was opened in the middle of an answer and left before its end doesn't contain the id of the answer.
        string? unseen = events.OfType<MessagePartDeltaEvent>().FirstOrDefault()?.PartId.Split("_b")[0];
        Dictionary<string, ClaudeConversationBlock> blocks = conversation.Messages.Where(static m => m.Type == "assistant")
            .SelectMany(m => m.Blocks.Select((block, index) => ($"{m.Id ?? unseen}_b{index}", block))).ToDictionary(StringComparer.Ordinal);

        foreach (MessagePart part in parts)
        {
            ClaudeConversationBlock block = blocks[part.Id!];
            block.IsComplete.Should().BeTrue();
            switch (part)
            {
                case TextPart text:
                    block.Type.Should().Be("text");
                    block.Text.Should().Be(text.Text);
                    break;
                case ReasoningPart reasoning:
                    block.Type.Should().Be("thinking");
                    block.Thinking.Should().Be(reasoning.Text);
                    block.Signature.Should().NotBeNullOrEmpty();
                    break;
                case ToolPart tool:
                    block.Type.Should().Be("tool_use");
                    (block.ToolName, block.ToolUseId).Should().Be((tool.Tool, tool.CallId));
                    SameJson.Check(tool.State.Input.GetRawText(), block.Input.GetRawText());
                    if (tool.State.Status != ToolStatus.Running)
                    {
                        block.Result!.Text.Should().Be(tool.State.Output ?? tool.State.Error);
                        block.Result.IsError.Should().Be(tool.State.Status == ToolStatus.Error);
                    }

                    break;
                default:
                    Assert.Fail($"What is {part}?");
                    break;
            }
        }

        foreach (IGrouping<string,
            MessagePartDeltaEvent> deltas in events.OfType<MessagePartDeltaEvent>().GroupBy(static e => e.PartId, StringComparer.Ordinal))
        {
            string folded = blocks[deltas.Key].Text + blocks[deltas.Key].Thinking;
            string heard = string.Concat(deltas.Select(static e => e.Delta));
            folded.Should().Be(name.EndsWith("mid-turn", StringComparison.Ordinal) ? folded[..^heard.Length] + heard : heard);
        }

        blocks.Keys.Should().BeEquivalentTo(parts.Select(static p =>
            p.Id).Concat(events.OfType<MessagePartDeltaEvent>().Select(static e => e.PartId)).Distinct(StringComparer.Ordinal).Concat(
            blocks.Where(static b =>
                b.Value is { Text: "", Thinking: "" } && !b.Value.IsComplete).Select(static b => b.Key)).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("sessions-claude-agent-sdk/message_stream.TOOL", "idle")]
    [InlineData("sessions-claude-agent-sdk/message_stream.THINK", "idle")]
    [InlineData("sessions-claude-agent-sdk/message_stream.UNICODE", "idle")]
    [InlineData("sessions-claude-agent-sdk/stream.follow-two-turns", "idle")]
    [InlineData("sessions-claude-agent-sdk/message_stream.FAIL-400", "error")]
    [InlineData("sessions-claude-agent-sdk/message_stream.FAIL-529", "error")]
    [InlineData("sessions-claude-agent-sdk/abort.stream", "aborted")]
    [InlineData("sessions-claude-agent-sdk/abort.message_stream", "aborted")]
    public void A_recorded_turn_ends_with_its_recorded_status(string name, string status)
    {
        ClaudeConversation conversation = Fold(Events(name));

        conversation.Status.Value.Should().Be(status);
        (conversation.Error is not null).Should().Be(status == "error");
    }

    [Fact]
    public void A_turn_with_a_tool_has_all_blocks()
    {
        ClaudeConversation conversation = Fold(Events("sessions-claude-agent-sdk/message_stream.TOOL"));

        conversation.Messages.Select(static m =>
            m.Type).Should().Equal("system", "system", "assistant", "user", "system", "assistant", "result");
        ClaudeConversationMessage first = conversation.Messages[2];
        first.Blocks.Select(static b => b.Type).Should().Equal("text", "tool_use");
        first.Text.Should().Be("Running a tool. ");
        (first.Model, first.StopReason, first.IsComplete, first.ParentToolUseId).Should().Be(("claude-haiku-4-5", "tool_use", true, null));
        (first.Usage!.InputTokens, first.Usage.OutputTokens).Should().Be((819L, 20L));
        first.Blocks[1].Input.GetRawText().Should().Be("""{"command":"echo hi","description":"say hi"}""");
        first.Blocks[1].InputJson.Should().Be("""{"command":"echo hi","description":"say hi"}""");
        first.Blocks[1].Result!.Text.Should().Be("hi");
        conversation.Messages[3].Blocks.Should().ContainSingle().Which.Result!.ToolUseId.Should().Be(first.Blocks[1].ToolUseId);
        conversation.Messages[5].StopReason.Should().Be("end_turn");
        conversation.LastResult!.Result.Should().Be("tool said: hi");
        conversation.TotalCostUsd.Should().Be(0.001829m);
        conversation.TotalUsage.OutputTokens.Should().Be(22);
        conversation.Messages[6].Source.Should().BeSameAs(conversation.LastResult);
    }

    [Fact]
    public void Two_turns_add_up()
    {
        ClaudeConversation conversation = Fold(Events("sessions-claude-agent-sdk/stream.follow-two-turns"));

        conversation.Messages.Count(static m => m.Type == "result").Should().Be(2);
        conversation.TotalCostUsd.Should().Be(0.001067m + 0.0023750000000000004m);
        conversation.TotalUsage.InputTokens.Should().Be(1057 + 2265);
        conversation.LastResult!.Result.Should().Be("tool said: hi");
    }

    [Fact]
    public void An_aborted_answer_keeps_its_streamed_text_and_is_incomplete()
    {
        ClaudeConversationMessage answer =
            Fold(Events("sessions-claude-agent-sdk/abort.stream")).Messages.Single(static m => m.Type == "assistant");

        answer.Text.Should().StartWith("tok0 tok1 ").And.EndWith("tok12 ");
        answer.IsComplete.Should().BeFalse();
        answer.Blocks[0].IsComplete.Should().BeFalse();
    }

    [Fact]
    public void Blocks_that_arrive_separately_without_frames_are_joined()
    {
        ClaudeConversation conversation = Fold(
            Assistant("m", """[{"type":"thinking","thinking":"hm","signature":"s"}]"""),
            Assistant("m", """[{"type":"text","text":"one"}]"""),
            Assistant("m", """[{"type":"tool_use","id":"t1","name":"Bash","input":{"a":1.0}}]"""),
            Assistant("m", """[{"type":"tool_use","id":"t2","name":"Bash","input":{}}]"""),
            ToolResult("t2", "\"out\""),
            Assistant("n", """[{"type":"text","text":"two"}]"""));

        conversation.Messages.Select(static m => m.Type).Should().Equal("assistant", "user", "assistant");
        conversation.Messages[0].Blocks.Select(static b => b.Type).Should().Equal("thinking", "text", "tool_use", "tool_use");
        conversation.Messages[0].Blocks[2].Input.GetRawText().Should().Be("""{"a":1.0}""");
        conversation.Messages[0].Blocks[2].Result.Should().BeNull();
        conversation.Messages[0].Blocks[3].Input.GetRawText().Should().Be("{}");
        conversation.Messages[0].Blocks[3].Result!.Text.Should().Be("out");
        conversation.Messages.Should().OnlyContain(static m => m.IsComplete);
    }

    [Fact]
    public void Two_equal_blocks_stay_two_blocks_but_a_repeated_message_is_one()
    {
        Fold(Assistant("m", """[{"type":"text","text":"a"}]"""), Assistant("m", """[{"type":"text","text":"a"}]""")).Messages[0].Text
            .Should().Be("aa");
        string once = Assistant("m", """[{"type":"text","text":"a"}]""");
        Fold(once, once).Messages[0].Text.Should().Be("a");
    }

    [Fact]
    public void A_snapshot_of_the_whole_message_repeats_no_block()
    {
        ClaudeConversationMessage message = Fold(
            Assistant("m", """[{"type":"text","text":"a"}]"""),
            Assistant("m", """[{"type":"text","text":"a"},{"type":"tool_use","id":"t","name":"Bash","input":{}}]"""),
            Assistant(
                "m",
                """[{"type":"text","text":"a"},{"type":"tool_use","id":"t","name":"Bash","input":{"x":1}},"""
                    + """{"type":"text","text":"b"}]""")).Messages.Single();

        message.Blocks.Select(static b => b.Type).Should().Equal("text", "tool_use", "text");
        message.Text.Should().Be("ab");
        message.Blocks[1].Input.GetRawText().Should().Be("""{"x":1}""");
    }

    [Fact]
    public void A_snapshot_without_thoughts_keeps_the_streamed_thoughts()
    {
        ClaudeConversation conversation = Fold(
            MessageStart("m"),
            BlockStart(0, """{"type":"thinking","thinking":"","signature":""}"""),
            Delta(0, "thinking_delta", "thinking", "let me "),
            Delta(0, "thinking_delta", "thinking", "see"),
            Delta(0, "signature_delta", "signature", "streamed"),
            Assistant("m", """[{"type":"thinking","thinking":"","signature":"whole"}]"""),
            BlockStop(0));

        ClaudeConversationBlock block = conversation.Messages[0].Blocks.Single();
        (block.Thinking, block.Signature, block.IsComplete).Should().Be(("let me see", "whole", true));
        conversation.Messages[0].Thinking.Should().Be("let me see");
    }

    [Fact]
    public void A_snapshot_without_a_signature_keeps_the_streamed_signature()
    {
        ClaudeConversationBlock block = Fold(
            MessageStart("m"),
            BlockStart(0, """{"type":"thinking","thinking":""}"""),
            Delta(0, "thinking_delta", "thinking", "see"),
            Delta(0, "signature_delta", "signature", "streamed"),
            Assistant("m", """[{"type":"thinking","thinking":"see more"}]""")).Messages[0].Blocks.Single();

        (block.Thinking, block.Signature).Should().Be(("see more", "streamed"));
    }

    [Fact]
    public void Sub_agents_that_interleave_each_get_their_own_deltas()
    {
        ClaudeConversation conversation = Fold(
            MessageStart("main"),
            TextStart(0),
            TextDelta(0, "m1 "),
            MessageStart("same", "task1"),
            MessageStart("same", "task2"),
            TextStart(0, "task2"),
            TextStart(0, "task1"),
            TextDelta(0, "a1 ", "task1"),
            TextDelta(0, "b1 ", "task2"),
            TextDelta(0, "m2 "),
            TextDelta(0, "a2", "task1"),
            Assistant("same", """[{"type":"text","text":"a1 a2"}]""", "task1"),
            ToolStart(1, "t1", "task1"),
            TextDelta(0, "b2", "task2"),
            InputDelta(1, """{"x":""", "task1"),
            MessageDelta("end_turn", 9, "task2"),
            MessageStop("task2"),
            InputDelta(1, "1}", "task1"),
            BlockStop(1, "task1"),
            ToolResult("t1", "\"out\"", "task1"),
            TextDelta(0, "m3"));

        ClaudeConversationMessage[] answers = [.. conversation.Messages.Where(static m => m.Type == "assistant")];
        answers.Select(static m => (m.ParentToolUseId, m.Id, m.Text, m.IsComplete)).Should().Equal(
            (null, "main", "m1 m2 m3", false), ("task1", "same", "a1 a2", false), ("task2", "same", "b1 b2", true));
        answers[1].Blocks[1].Input.GetRawText().Should().Be("""{"x":1}""");
        answers[1].Blocks[1].Result!.Text.Should().Be("out");
        answers[2].Usage!.OutputTokens.Should().Be(9);
        answers[0].Usage!.OutputTokens.Should().Be(1);
        answers[0].Usage!.AdditionalProperties!["service_tier"].GetString().Should().Be("standard");
    }

    [Fact]
    public void An_error_message_of_the_harness_does_not_replace_the_streaming_answer()
    {
        ClaudeConversation conversation = Fold(
            MessageStart("m"), TextStart(0), TextDelta(0, "a"), Assistant("other", """[{"type":"text","text":"API Error"}]"""),
            TextDelta(0, "b"));

        conversation.Messages.Select(static m => m.Text).Should().Equal("ab", "API Error");
    }

    [Fact]
    public void Tool_input_is_parsed_when_it_is_complete()
    {
        ClaudeConversation conversation = Fold(MessageStart("m"), ToolStart(0, "t"), InputDelta(0, ""), InputDelta(0, """{"a":1."""));
        conversation.Messages[0].Blocks[0].Input.ValueKind.Should().Be(JsonValueKind.Undefined);
        conversation.Messages[0].Blocks[0].InputJson.Should().Be("""{"a":1.""");
        (conversation.Messages[0].Blocks[0].ToolName, conversation.Messages[0].Blocks[0].ToolUseId).Should().Be(("Bash", "t"));

        ClaudeConversation whole = Fold(conversation, InputDelta(0, "50}"), BlockStop(0));
        whole.Messages[0].Blocks[0].Input.GetRawText().Should().Be("""{"a":1.50}""");
        conversation.Messages[0].Blocks[0].Input.ValueKind.Should().Be(JsonValueKind.Undefined);

        Fold(conversation, BlockStop(0)).Messages[0].Blocks[0].Input.ValueKind.Should().Be(JsonValueKind.Undefined, "it is not JSON");
        Fold(conversation, Assistant(
            "m", """[{"type":"tool_use","id":"t","name":"Bash","input":{"a":2}}]""")).Messages[0].Blocks[0].Input.GetRawText()
                .Should().Be("""{"a":2}""");
        Fold(MessageStart("m"), ToolStart(0, "t"), InputDelta(0, ""),
            BlockStop(0)).Messages[0].Blocks[0].Input.GetRawText().Should().Be("{}");
        Fold(whole, Assistant("m", """[{"type":"tool_use","id":"t","name":"Bash","input":{}}]""")).Messages[0].Blocks[0].Input.GetRawText()
            .Should().Be("""{"a":1.50}""", "an empty input does not replace the streamed input");
    }

    [Fact]
    public void A_tool_result_finds_its_call_in_either_order()
    {
        string call = Assistant("m", """[{"type":"tool_use","id":"t","name":"Bash","input":{}}]""");
        string outcome = ToolResult("t", """[{"type":"text","text":"a"},{"type":"text","text":"b"}]""", isError: "true");

        foreach (ClaudeConversation conversation in new[] { Fold(call, outcome), Fold(outcome, call),
            Fold(MessageStart("m"), ToolStart(0, "t"), outcome), Fold(outcome, MessageStart("m"), ToolStart(0, "t"), call) })
        {
            ClaudeConversationBlock block = conversation.Messages.Single(static m => m.Type == "assistant").Blocks.Single();
            (block.Result!.Text, block.Result.IsError).Should().Be(("a\nb", true));
        }
    }

    [Fact]
    public void Citations_and_stop_reasons_are_kept()
    {
        ClaudeConversationMessage message = Fold(
            MessageStart("m"),
            TextStart(0),
            TextDelta(0, "x"),
            Frame("""{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"cited_text":"c1","n":1.0}}}"""),
            Frame("""{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"cited_text":"c2"}}}"""),
            BlockStop(0),
            Frame("""{"type":"message_delta","delta":{"stop_reason":"stop_sequence","stop_sequence":"END"},"usage":{"output_tokens":3}}"""),
            Assistant("m", """[{"type":"text","text":"x","citations":null}]""")).Messages.Single();

        message.Blocks.Single().Citations.Select(static c => c.GetRawText())
            .Should().Equal("""{"cited_text":"c1","n":1.0}""", """{"cited_text":"c2"}""");
        (message.StopReason, message.StopSequence).Should().Be(("stop_sequence", "END"));
        message.Usage!.OutputTokens.Should().Be(3, "the usage of the end is newer than the usage of a snapshot");
        message.Text.Should().Be("x");
    }

    [Fact]
    public void Unknown_blocks_keep_their_position()
    {
        ClaudeConversationMessage message = Fold(
            MessageStart("m"),
            BlockStart(0, """{"type":"redacted_thinking","data":"secret"}"""),
            Assistant("m", """[{"type":"redacted_thinking","data":"secret"}]"""),
            BlockStop(0),
            TextStart(1),
            TextDelta(1, "hi"),
            Assistant("m", """[{"type":"text","text":"hi"}]""")).Messages.Single();

        message.Blocks.Select(static b => b.Type).Should().Equal("redacted_thinking", "text");
        ((ClaudeUnknownBlock)message.Blocks[0].Source!).Json.GetProperty("data").GetString().Should().Be("secret");
    }

    [Fact]
    public void Frames_without_their_beginning_form_a_message_that_gets_its_id_later()
    {
        ClaudeConversation conversation = Fold(TextDelta(1, "llo"), TextDelta(1, "!"));
        conversation.Messages.Single().Should().Match<ClaudeConversationMessage>(static m =>
            m.Id == null && m.Text == "llo!" && !m.IsComplete);

        conversation = Fold(
            conversation, Assistant("m", """[{"type":"text","text":"hello!"}]"""), BlockStop(1), ToolStart(2, "t"), InputDelta(2, "{}"),
            Assistant("m", """[{"type":"tool_use","id":"t","name":"Bash","input":{}}]"""), BlockStop(2), MessageStop());

        conversation.Messages.Should().ContainSingle();
        conversation.Messages[0].Id.Should().Be("m");
        conversation.Messages[0].Text.Should().Be("hello!");
        conversation.Messages[0].Blocks.Select(static b => b.Type).Should().Equal("text", "tool_use");
        conversation.Messages[0].IsComplete.Should().BeTrue();
    }

    [Fact]
    public void Deltas_after_the_end_of_a_message_begin_another()
    {
        ClaudeConversation conversation =
            Fold(MessageStart("m"), TextStart(0), TextDelta(0, "a"), BlockStop(0), MessageStop(), MessageStart(null), TextStart(0),
            TextDelta(0, "b"));

        conversation.Messages.Select(static m => m.Text).Should().Equal("a", "b");
        Fold(MessageStart("m"), TextStart(0), TextDelta(0, "a"), MessageStop(), TextStart(0),
            TextDelta(0, "b")).Messages.Select(static m => m.Text).Should().Equal("a", "b");
    }

    [Fact]
    public void Repeated_deltas_after_the_whole_block_are_not_added()
    {
        ClaudeConversation conversation = Fold(
            MessageStart("m"), TextStart(0), TextDelta(0, "a"), Assistant("m", """[{"type":"text","text":"a"}]"""), TextStart(0),
            TextDelta(0, "a"), BlockStop(0));

        conversation.Messages.Single().Text.Should().Be("a");
    }

    [Fact]
    public void Sums_that_overflow_do_not_throw()
    {
        const string Huge =
            """{"type":"result","total_cost_usd":79228162514264337593543950335,"usage":{"input_tokens":9223372036854775807}}""";

        ClaudeConversation conversation = Fold(Huge, Huge);

        conversation.TotalCostUsd.Should().Be(decimal.MaxValue);
        conversation.TotalUsage.InputTokens.Should().Be(long.MaxValue);
    }
}

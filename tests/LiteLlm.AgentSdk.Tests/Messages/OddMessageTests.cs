using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class OddMessageTests
{
    [Theory]
    [InlineData("""{"info":null,"parts":null}""")]
    [InlineData("""{"info":5,"parts":"x"}""")]
    [InlineData("""{"info":[],"parts":{}}""")]
    [InlineData("""{}""")]
    [InlineData("""{"info":{"id":"m"},"parts":[],"more":{"A b":1.0}}""")]
    public void A_message_of_the_wrong_shape_still_has_an_info_and_parts_and_keeps_its_JSON(string json)
    {
        Message message = JsonSerializer.Deserialize(json, LapJson.TypeInfo<Message>())!;

        message.Info.Should().NotBeNull();
        message.Parts.Should().BeEmpty();
        message.Text.Should().BeEmpty();
        SameJson.Check(json, JsonSerializer.Serialize(message, LapJson.TypeInfo<Message>()));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[1.0]")]
    [InlineData("{}")]
    [InlineData("""{"type":5,"text":"x"}""")]
    [InlineData("""{"text":"x","id":"p1"}""")]
    [InlineData("""{"type":"Text","text":"x"}""")]
    [InlineData("""{"id":"p","type":"file","url":"data:","mime":1e5}""")]
    [InlineData("""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}}""")]
    public void A_part_without_a_record_is_kept_whole(string part)
    {
        string json = $$"""{"info":{},"parts":[{"type":"text","text":"before"},{{part}},{"type":"text","text":"after"}]}""";
        Message message = JsonSerializer.Deserialize(json, LapJson.TypeInfo<Message>())!;

        message.Parts[1].Should().BeOfType<UnknownPart>().Which.Json.GetRawText().Should().Be(part);
        message.Text.Should().Be("before\nafter");
        JsonSerializer.Serialize(message, LapJson.TypeInfo<Message>()).Should().Be(json);
    }

    [Theory]
    [InlineData("""["a",1.0]""", """["a",1.0]""")]
    [InlineData("""{"a":1e5}""", """{"a":1e5}""")]
    [InlineData("5", "5")]
    [InlineData("\"text\"", "text")]
    [InlineData("null", null)]
    public void Output_of_a_tool_that_is_not_text_is_its_JSON(string output, string? expected)
    {
        string json =
            """{"info":{},"parts":[{"type":"tool","tool":"t","callID":"c","state":{"status":"completed","input":{"path":"A b","n":1.0}"""
                + $$$$""","output":{{{{output}}}}}}]}""";
        Message message = JsonSerializer.Deserialize(json, LapJson.TypeInfo<Message>())!;

        message.Parts[0].Should().BeOfType<ToolPart>().Which.State.Output.Should().Be(expected);
        SameJson.Check(json, JsonSerializer.Serialize(message, LapJson.TypeInfo<Message>()));
    }

    [Fact]
    public void A_message_that_a_program_creates_has_the_harnesses_member_names()
    {
        using JsonDocument input = JsonDocument.Parse("""{"Some Key":1.0}""");
        Message message = new()
        {
            Info = new()
            {
                Id = "m",
                Role = MessageRole.Assistant,
                ParentId = "u",
                SessionId = "s",
                Time = new() { Created = 1, Completed = 2 },
                Cost = 0.5m
            },
            Parts = [new TextPart { Text = "hi", Id = "p" },
                new ToolPart { Tool = "T", CallId = "c", State = new() { Status = ToolStatus.Running, Input = input.RootElement } }],
        };

        SameJson.Check(
            """{"info":{"id":"m","role":"assistant","parentID":"u","sessionID":"s","time":{"created":1,"completed":2},"cost":0.5}"""
                + ""","parts":[{"type":"text","text":"hi","id":"p"},{"type":"tool","tool":"T","callID":"c","state":"""
                + """{"status":"running","input":{"Some Key":1.0}}}]}""",
            JsonSerializer.Serialize(message, LapJson.TypeInfo<Message>()));
    }

    [Fact]
    public void A_changed_copy_is_written_as_changed()
    {
        Message message = JsonSerializer.Deserialize("""{"info":{"id":5,"cost":1e-7},"parts":"odd"}""", LapJson.TypeInfo<Message>())!;
        Message changed = message with { Info = message.Info with { Id = "m", Cost = 1 }, Parts = [] };

        SameJson.Check("""{"info":{"id":"m","cost":1},"parts":[]}""", JsonSerializer.Serialize(changed, LapJson.TypeInfo<Message>()));
    }

    [Theory]
    [InlineData("1795306743956", 1795306743956)]
    [InlineData("1795306743956.5", 1795306743956)]
    [InlineData("\"1795306743956\"", 1795306743956)]
    [InlineData("1.795306743956e12", 1795306743956)]
    [InlineData("99999999999999999999", null)]
    [InlineData("\"soon\"", null)]
    public void Milliseconds_are_read_in_every_notation(string json, long? expected)
    {
        MessageInfo info = JsonSerializer.Deserialize($$$$"""{"time":{"created":{{{{json}}}}}}""", LapJson.TypeInfo<MessageInfo>())!;

        info.Time!.Created.Should().Be(expected);
        info.Time.CreatedAt.Should().Be(expected is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null);
    }

    [Fact]
    public void A_number_outside_the_range_of_times_has_no_time() =>
        new MessageTime { Created = long.MaxValue }.CreatedAt.Should().BeNull();

    [Fact]
    public void A_name_that_is_not_text_does_not_hide_the_part()
    {
        Message message = JsonSerializer.Deserialize(
            """{"info":{},"parts":[{"type":"text","text":"x","\ud800":1.0}]}""", LapJson.TypeInfo<Message>())!;

        TextPart part = message.Parts.Should().ContainSingle().Which.Should().BeOfType<TextPart>().Subject;
        part.Text.Should().Be("x");
        part.AdditionalProperties.Should().ContainSingle().Which.Should().Match<KeyValuePair<string, JsonElement>>(
            member => member.Key == "\uFFFD" && member.Value.GetRawText() == "1.0");
    }

    [Fact]
    public void An_entry_of_a_thread_that_is_not_a_message_does_not_hide_the_others()
    {
        List<Message> thread = JsonSerializer.Deserialize(
            """[{"info":{"id":"a"},"parts":[]},null,5,{"\ud800":1.0},{"info":{"id":"b"},"parts":[]}]""",
            LapJson.TypeInfo<List<Message>>())!;

        thread.Select(static m => m.Info.Id).Should().Equal("a", "", "", "", "b");
        thread[2].Parts.Should().ContainSingle().Which.Should().BeOfType<UnknownPart>().Which.Json.GetRawText().Should().Be("5");
        thread[3].AdditionalProperties.Should().ContainSingle().Which.Value.GetRawText().Should().Be("1.0");
    }

    [Fact]
    public void A_thread_that_is_not_a_list_is_an_error() =>
        FluentActions.Invoking(static () =>
            JsonSerializer.Deserialize("{}", LapJson.TypeInfo<List<Message>>())).Should().Throw<JsonException>();
}

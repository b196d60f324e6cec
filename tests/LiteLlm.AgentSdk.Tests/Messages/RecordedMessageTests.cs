using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class RecordedMessageTests
{
    public static TheoryData<string> Replies => [.. All(IsMessage)];

    public static TheoryData<string> Threads =>
        [.. All(static body => body.ValueKind == JsonValueKind.Array && body.GetArrayLength() > 0 && body.EnumerateArray().All(IsMessage))];

    public static TheoryData<string> SessionsWithResponse =>
        [.. All(static body =>
            body.ValueKind == JsonValueKind.Object && body.TryGetProperty("response", out JsonElement response) && IsMessage(response))];

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_recorded_reply_is_written_as_the_same_JSON(string name)
    {
        string json = Recordings.Get(name).Body;
        Message message = JsonSerializer.Deserialize(json, LapJson.TypeInfo<Message>())!;

        SameJson.Check(json, JsonSerializer.Serialize(message, LapJson.TypeInfo<Message>()));
        message.Info.Role.Should().Be(MessageRole.Assistant);
        message.Info.Id.Should().NotBeEmpty();
        message.Info.Time!.CreatedAt!.Value.Year.Should().Be(2026);
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void A_recorded_thread_is_written_as_the_same_JSON(string name)
    {
        string json = Recordings.Get(name).Body;
        List<Message> thread = JsonSerializer.Deserialize(json, LapJson.TypeInfo<List<Message>>())!;

        SameJson.Check(json, JsonSerializer.Serialize(thread, LapJson.TypeInfo<List<Message>>()));
        thread.Should().OnlyContain(static message => message.Info.Id.Length > 0 && message.Info.Role.Value.Length > 0);
    }

    [Theory]
    [MemberData(nameof(SessionsWithResponse))]
    public void The_response_of_a_recorded_session_is_written_as_the_same_JSON(string name)
    {
        using JsonDocument body = JsonDocument.Parse(Recordings.Get(name).Body);
        JsonElement response = body.RootElement.GetProperty("response");
        ReplyContent content = ReplyReader.Read(response);

        content.Text.Should().NotBeNull();
        SameJson.Check(response.GetRawText(), JsonSerializer.Serialize(content.Message!, LapJson.TypeInfo<Message>()));
    }

    [Fact]
    public void The_number_of_recordings_is_as_expected()
    {
        Replies.Should().HaveCountGreaterThan(25);
        Threads.Should().HaveCountGreaterThan(8);
        SessionsWithResponse.Should().HaveCountGreaterThan(3);
    }

    [Fact]
    public void A_tool_call_is_typed()
    {
        Message message = Read(Recordings.Get("sessions-claude-agent-sdk/message.TOOL").Body);
        ToolPart tool = message.Parts.OfType<ToolPart>().Single();

        tool.Tool.Should().Be("Bash");
        tool.CallId.Should().StartWith("toolu_");
        tool.State.Status.Should().Be(ToolStatus.Completed);
        tool.State.Input.GetProperty("command").GetString().Should().Be("echo hi");
        tool.State.Output.Should().Be("hi");
        message.Parts.OfType<TextPart>().Should().HaveCount(2);
        message.Info.Cost.Should().Be(0.002673m);
        message.Info.Tokens!.Input.Should().Be(2563);
        message.Info.Error.Should().BeNull();
    }

    [Theory]
    [InlineData("sessions-claude-agent-sdk/message.FAIL-400", "SDKError", false)]
    [InlineData("sessions-claude-agent-sdk/abort.message", "AbortError", true)]
    [InlineData("sessions-opencode-brain-inline/message.FAIL-400", "APIError", false)]
    [InlineData("sessions-opencode-brain-inline/abort.message", "MessageAbortedError", true)]
    public void A_failed_turn_reports_its_error(string name, string error, bool isAbort)
    {
        Message message = Read(Recordings.Get(name).Body);

        message.Info.Error!.Name.Should().Be(error);
        message.Info.Error.Message.Should().NotBeNullOrEmpty();
        message.Info.Error.IsAbort.Should().Be(isAbort);
    }

    [Fact]
    public void The_steps_of_an_opencode_thread_refer_to_the_user_message()
    {
        List<Message> thread = JsonSerializer.Deserialize(
            Recordings.Get("sessions-opencode-brain-inline/messages").Body, LapJson.TypeInfo<List<Message>>())!;
        HashSet<string> users = [.. thread.Where(static m => m.Info.Role == MessageRole.User).Select(static m => m.Info.Id)];

        thread.Where(static m => m.Info.Role == MessageRole.Assistant).Should().OnlyContain(m => users.Contains(m.Info.ParentId!));
        thread.SelectMany(static m => m.Parts).OfType<UnknownPart>().Select(static p => p.Type.Value).Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo("step-start", "step-finish");
        thread.SelectMany(static m =>
            m.Parts).OfType<UnknownPart>().Should().OnlyContain(static p => p.Id != null && p.MessageId != null && p.SessionId != null);
    }

    [Fact]
    public void A_message_may_have_no_time_like_the_platforms_placeholder()
    {
        List<Message> thread = JsonSerializer.Deserialize(
            Recordings.Get("sessions-claude-agent-sdk/message_stream.client-hangup.messages-at-once").Body,
                LapJson.TypeInfo<List<Message>>())!;

        thread[^1].Info.Id.Should().StartWith("pending-");
        thread[^1].Info.Time.Should().BeNull();
        thread[^1].Info.Tokens.Should().BeNull();
    }

    private static Message Read(string json) => JsonSerializer.Deserialize(json, LapJson.TypeInfo<Message>())!;

    private static bool IsMessage(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("info", out _) && body.TryGetProperty("parts", out _);

    private static IEnumerable<string> All(Func<JsonElement, bool> isOne)
    {
        foreach (RecordedExchange exchange in Recordings.All.Where(static exchange => exchange.BodyKind == RecordedBody.Json))
        {
            using JsonDocument body = JsonDocument.Parse(exchange.Body);
            if (isOne(body.RootElement))
            {
                yield return exchange.Name;
            }
        }
    }
}

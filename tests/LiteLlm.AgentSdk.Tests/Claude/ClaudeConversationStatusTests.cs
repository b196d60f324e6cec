using FluentAssertions;
using Xunit;
using static LiteLlm.AgentSdk.Tests.ClaudeStreams;

namespace LiteLlm.AgentSdk.Tests;

public sealed class ClaudeConversationStatusTests
{
    private static readonly SessionEvent s_message =
        new ClaudeSdkMessageEvent { Message = System.Text.Json.JsonElement.Parse(TextDelta(0, "x")) };
    private static readonly SessionEvent s_init = new ClaudeSdkMessageEvent { Message = System.Text.Json.JsonElement.Parse(Init()) };
    private static readonly SessionEvent s_result = new ClaudeSdkMessageEvent { Message = System.Text.Json.JsonElement.Parse(Result()) };
    private static readonly SessionEvent s_failedResult =
        new ClaudeSdkMessageEvent { Message = System.Text.Json.JsonElement.Parse(Result("true", "API Error")) };

    [Fact]
    public void An_empty_conversation_is_connecting()
    {
        ClaudeConversation.Empty.Status.Should().Be(ClaudeConversationStatus.Connecting);
        default(ClaudeConversationStatus).Should().Be(ClaudeConversationStatus.Connecting);
        new[] { ClaudeConversationStatus.Connecting, ClaudeConversationStatus.Streaming, ClaudeConversationStatus.Idle,
            ClaudeConversationStatus.Aborted, ClaudeConversationStatus.Error }
            .Select(static s => s.ToString()).Should().Equal("connecting", "streaming", "idle", "aborted", "error");
    }

    public static TheoryData<string, string, string?> Turns => new()
    {
        { "opened", "streaming", null },
        { "ready", "streaming", null },
        { "server", "streaming", null },
        { "connected", "streaming", null },
        { "message", "streaming", null },
        { "opened message idle", "idle", null },
        { "opened idle", "idle", null },
        { "message done", "idle", null },
        { "message idle message", "streaming", null },
        { "message idle opened", "streaming", null },
        { "message idle done", "idle", null },
        { "message aborted", "aborted", null },
        { "message aborted abortinfo idle done", "aborted", null },
        { "message aborted message", "aborted", null },
        { "message aborted failedresult idle", "aborted", null },
        { "message abortinfo idle", "aborted", null },
        { "message aborted idle message", "streaming", null },
        { "message aborted init", "streaming", null },
        { "message aborted idle init message idle", "idle", null },
        { "opened error", "error", "no model" },
        { "opened error idle", "error", "no model" },
        { "opened error message idle", "error", "no model" },
        { "opened error idle init", "streaming", null },
        { "message result", "streaming", null },
        { "message result idle", "idle", null },
        { "message failedresult", "error", "API Error" },
        { "message failedresult failedinfo idle", "error", "API Error" },
        { "message failedinfo idle", "error", "SDK said" },
        { "message failedinfo idle init message idle", "idle", null },
        { "message idle failedinfo", "idle", null },
        { "message opencodeabort idle", "aborted", null },
        { "message runfailed", "error", "boom" },
        { "message cut", "error", "stream timeout" },
        { "message cut ready", "streaming", null },
        { "message other", "streaming", null },
        { "other", "connecting", null },
        { "message userinfo", "streaming", null },
    };

    [Theory]
    [MemberData(nameof(Turns))]
    public void The_status_follows_the_events(string events, string status, string? error)
    {
        ClaudeConversation conversation = Fold(events.Split(' ').Select(Event));

        conversation.Status.Value.Should().Be(status);
        conversation.Error.Should().Be(error);
    }

    public static TheoryData<string, Exception?, string, string?> Endings => new()
    {
        { "", null, "idle", null },
        { "", new OperationCanceledException(), "aborted", null },
        { "", new TaskCanceledException(), "aborted", null },
        { "", new AgentPlatformNotFoundException("gone"), "error", "gone" },
        { "opened", new OperationCanceledException(), "aborted", null },
        { "message", null, "idle", null },
        { "message", new StreamInterruptedException("cut"), "error", "cut" },
        { "message", new OperationCanceledException(), "aborted", null },
        { "message result", null, "idle", null },
        { "message result", new StreamInterruptedException("thirty minutes"), "idle", null },
        { "message result init", new StreamInterruptedException("cut"), "error", "cut" },
        { "message result", new StreamInterruptedException("broken", new IOException()), "error", "broken" },
        { "message idle", null, "idle", null },
        { "message idle", new StreamInterruptedException("thirty minutes"), "idle", null },
        { "message idle", new StreamInterruptedException("broken", new IOException()), "error", "broken" },
        { "message idle", new StreamInterruptedException("dead") { Reason = "dead" }, "error", "dead" },
        { "message idle", new OperationCanceledException(), "aborted", null },
        { "message aborted", new StreamInterruptedException("cut"), "aborted", null },
        { "message aborted idle", null, "aborted", null },
        { "message failedresult", null, "error", "API Error" },
        { "message cut", new StreamInterruptedException("cut") { Reason = "stream timeout" }, "error", "cut" },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public void A_stream_that_has_ended_is_not_streaming(string events, Exception? ending, string status, string? error)
    {
        ClaudeConversation conversation = Fold(events.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Event)).Ended(ending);

        conversation.Status.Value.Should().Be(status);
        conversation.Error.Should().Be(error);
        conversation.Add(new ReadyEvent()).Status.Should().Be(ClaudeConversationStatus.Streaming, "another connection begins");
        conversation.Add(ClaudeMessage.Parse(TextDelta(0, "x"))).Status.Should().Be(ClaudeConversationStatus.Streaming);
        conversation.Add(ClaudeMessage.Parse(TextDelta(0, "x"))).Error.Should().BeNull();
    }

    [Fact]
    public void An_event_that_says_nothing_changes_nothing()
    {
        ClaudeConversation conversation = Fold([Event("message")]);

        conversation.Add(new ServerHeartbeatEvent()).Should().BeSameAs(conversation);
        conversation.Add(new ReadyEvent()).Should().BeSameAs(conversation);
        conversation.Add(new UnknownEvent(System.Text.Json.JsonElement.Parse("""{"type":"claude_sdk_message","properties":{}}""")))
            .Should().BeSameAs(conversation);
    }

    private static SessionEvent Event(string name) => name switch
    {
        "opened" => new StreamOpenedEvent(),
        "ready" => new ReadyEvent(),
        "server" => new ServerConnectedEvent(),
        "connected" => new SessionConnectedEvent(),
        "message" => s_message,
        "init" => s_init,
        "failedresult" => s_failedResult,
        "result" => s_result,
        "idle" => new SessionIdleEvent(),
        "done" => new DoneEvent(),
        "aborted" => new SessionAbortedEvent(),
        "abortinfo" => Info("assistant", "AbortError", "run aborted by client"),
        "failedinfo" => Info("assistant", "SDKError", "SDK said"),
        "userinfo" => new MessageUpdatedEvent { Info = new() { Id = "u", Role = MessageRole.User } },
        "error" => new SessionErrorEvent { Message = "no model" },
        "opencodeabort" => new SessionErrorEvent { Error = new() { Name = "MessageAbortedError" } },
        "runfailed" => new RunFailedEvent { Message = "boom" },
        "cut" => new StreamErrorEvent { Message = "stream timeout" },
        "other" => new FileEditedEvent(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such event"),
    };

    private static MessageUpdatedEvent Info(string role, string name, string message) => new()
    {
        Info = new()
        {
            Id = "m",
            Role = role,
            Error = new() { Name = name, Data = System.Text.Json.JsonElement.Parse($$"""{"message":"{{message}}"}""") },
        },
    };
}

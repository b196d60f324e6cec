using static LiteLlm.AgentSdk.Tests.GoldenCalls;

namespace LiteLlm.AgentSdk.Tests;

/// <content>How turns end, collide and are replayed, on both harnesses.</content>
internal static partial class GoldenCases
{
    private static IEnumerable<GoldenCase> Endings() =>
    [
        .. Ends("ends-claude-agent-sdk"),
        .. Ends("ends-opencode-brain-inline"),
        .. Collisions("restart-collision-claude-agent-sdk"),
        .. Collisions("restart-collision-opencode-brain-inline"),
        .. History("streamed-history-claude-agent-sdk"),
        .. History("streamed-history-opencode-brain-inline"),
        .. TwoClients(),
        .. Unanswerable(),
        .. Made(SendStreaming, OpenCode, "message_stream.FAIL", "message_stream.THINK"),
        .. Made(GetMessages, OpenCode, "messages.THINK"),
        .. Made(GetLog, OpenCode, "log"),
        .. Made(Stream, OpenCode, "stream.follow-two-turns"),
    ];

    private static IEnumerable<GoldenCase> Ends(string folder) =>
    [
        .. Made(Abort, folder, "abort.call"),
        .. Made(Stream, folder, "abort.follow", "fail.follow"),
        .. Made(SendStreaming, folder, "abort.message_stream", "abort.next-message_stream", "fail.message_stream"),
        .. Made(GetMessages, folder, "abort.messages-after-call", "abort.messages-at-idle", "fail.messages-at-idle", "fail.messages-later"),
    ];

    private static IEnumerable<GoldenCase> Collisions(string folder) =>
    [
        .. Made(Restart, folder, "restart"),
        .. Made(Send, folder, "message"),
        .. Made(GetMessages, folder, "messages", "messages-later"),
        .. Made(Stream, folder, "follow"),
    ];

    private static IEnumerable<GoldenCase> History(string folder) =>
    [
        .. Made(GetSession, folder, "get.after-restart", "get.after-stream"),
        .. Made(GetLog, folder, "log.after-restart", "log.after-restart-and-message", "log.after-stream"),
        .. Made(Send, folder, "message.after-restart"),
        .. Made(SendStreaming, folder, "message_stream.TOOL"),
        .. Made(GetMessages, folder, "messages.after-restart", "messages.right-after-restart"),
        .. Made(Restart, folder, "restart"),
    ];

    private static IEnumerable<GoldenCase> TwoClients()
    {
        const string OnClaude = "two-clients-claude-agent-sdk";
        const string OnOpenCode = "two-clients-opencode-brain-inline";
        const string Beside =
            "another client's turn is on the same stream, or ends it: what the SDK makes of that it also reads in the thread";
        return
        [
            .. Made(SendStreaming, OnOpenCode, "a.message_stream"),
            .. Outside(Beside, OnOpenCode, "b.message_stream"),
            .. Outside(Beside, OnClaude, "a.message_stream", "b.message_stream"),
            .. Made(Stream, OnClaude, "follow"),
            .. Made(Stream, OnOpenCode, "follow"),
            .. Made(GetMessages, OnClaude, "messages"),
            .. Made(GetMessages, OnOpenCode, "messages"),
        ];
    }

    private static IEnumerable<GoldenCase> Unanswerable()
    {
        const string Folder = "unanswerable-opencode-brain-inline";
        return
        [
            .. Made(Send, Folder, "image.message", "unknown-model.message"),
            .. Made(SendStreaming, Folder, "image.message_stream", "unknown-model.message_stream"),
            .. Made(
                GetMessages, Folder, "image.messages-after-stream", "image.messages-later", "unknown-model.messages-after-stream",
                    "unknown-model.messages-later"),
            .. Made(Stream, Folder, "unknown-model.follow"),
            .. Made(GetSession, Folder, "unknown-model.get-later"),
            .. Made(GetLog, Folder, "unknown-model.log-later"),
        ];
    }
}

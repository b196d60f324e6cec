using static LiteLlm.AgentSdk.Tests.GoldenCalls;

namespace LiteLlm.AgentSdk.Tests;

/// <content>Sessions on both harnesses.</content>
internal static partial class GoldenCases
{
    private const string Claude = "sessions-claude-agent-sdk";
    private const string OpenCode = "sessions-opencode-brain-inline";

    private static IEnumerable<GoldenCase> Sessions() =>
    [
        .. Lifecycle(),
        .. Turns(),
        .. Streams(),
        .. AroundSessions(),
        .. Made(CreateSession, OpenCode, "create.full"),
        .. Made(GetSession, OpenCode, "get.ready"),
        .. Made(Send, OpenCode, "message.text.first", "message.TOOL", "message.FAIL-400", "abort.message"),
        .. Made(SendStreaming, OpenCode, "message_stream.text", "message_stream.TOOL"),
        .. Made(Stream, OpenCode, "stream.during-message", "abort.stream"),
        .. Made(GetMessages, OpenCode, "messages"),
    ];

    private static IEnumerable<GoldenCase> Lifecycle() =>
    [
        .. Made(CreateSession, Claude, "create.empty-object", "create.full", "create.with-attachment", "create.404", "early2.create"),
        .. Refused(
            CreateSession,
            "variables, images or ids that the platform does not take",
            Claude,
            "create.400.attach-mime",
            "create.400.env-16k",
            "create.400.env-51",
            "create.400.env-bad-key",
            "create.400.env-reserved",
            "create.400.skill-not-uuid"),
        .. Inexpressible(WrongType, Claude, "create.400.env-nonstring", "create.400.null-prompt"),
        .. Inexpressible(MalformedBody, Claude, "create.malformed-json-is-accepted", "create.no-body"),
        .. Made(
            GetSession,
            Claude,
            "get.just-created",
            "get.ready",
            "get.after-initial-prompt",
            "get.after-messages",
            "get.after-stream-idle",
            "get.404",
            "delete.get",
            "delete.restart-dead.get",
            "restart.get",
            "agent-delete.session-get"),
        .. Made(ListSessions, Claude, "list", "list.agent", "list.limit1", "list.unknown-agent"),
        .. Inexpressible("parameters that the platform does not have, and a limit that is not a number", Claude, "list.limit-bad"),
        .. Made(Terminate, Claude, "delete.call", "delete.again", "delete.404"),
        .. Made(Restart, Claude, "restart.ready", "restart.404", "delete.restart-dead", "early2.restart"),
        .. Made(DeleteAgent, Claude, "agent-delete.call"),
    ];

    private static IEnumerable<GoldenCase> Turns() =>
    [
        .. Made(
            Send,
            Claude,
            "message.text.first",
            "message.text.second",
            "message.parts",
            "message.attachments",
            "message.TOOL",
            "message.UNICODE",
            "message.LONG",
            "message.THINK",
            "message.FAIL-400",
            "message.FAIL-529",
            "message.after-fail",
            "message.404",
            "early.message",
            "abort.message",
            "abort.next-message",
            "agent-delete.message",
            "delete.message",
            "restart.message",
            "events.during-message.message",
            "stream.during-message.message"),
        .. Refused(Send, "an empty message", Claude, "message.empty-text", "message.empty-object"),
        .. Refused(Send, "a text and parts, of which the platform drops the text", Claude, "message.text-and-parts"),
        .. Inexpressible(WrongType, Claude, "message.400.text-number"),
        .. Inexpressible(MalformedBody, Claude, "message.malformed", "message.no-body"),
        .. Made(
            SendStreaming,
            Claude,
            "message_stream.text",
            "message_stream.THINK",
            "message_stream.TOOL",
            "message_stream.UNICODE",
            "message_stream.LONG50-SLOW20",
            "message_stream.FAIL",
            "message_stream.FAIL-400",
            "message_stream.FAIL-529",
            "message_stream.client-hangup",
            "message_stream.404",
            "abort.message_stream",
            "delete.message_stream",
            "early2.message_stream"),
        .. Refused(SendStreaming, "an empty message", Claude, "message_stream.empty-object"),
        .. Inexpressible(MalformedBody, Claude, "message_stream.malformed"),
        .. Made(Abort, Claude, "abort.call", "abort.call2", "abort.idle", "abort.404", "delete.abort", "early2.abort"),
        .. Made(
            GetMessages,
            Claude,
            "messages",
            "messages.THINK",
            "messages.after-initial-prompt",
            "messages.mid-turn",
            "messages.404",
            "abort.messages-after",
            "agent-delete.messages",
            "delete.messages",
            "early2.messages",
            "message_stream.client-hangup.messages-at-once",
            "message_stream.client-hangup.messages-later",
            "restart.messages"),
        .. Made(GetLog, Claude, "log", "log.after-initial-prompt", "log.mid-turn", "log.unknown", "delete.log", "early2.log"),
    ];

    private static IEnumerable<GoldenCase> Streams() =>
    [
        .. Made(
            Events,
            Claude,
            "events.during-message",
            "events.idle-35s",
            "events.opened-mid-turn",
            "events.404",
            "delete.events",
            "delete.open-events",
            "early2.events"),
        .. Made(
            Stream,
            Claude,
            "stream.during-message",
            "stream.follow-two-turns",
            "stream.idle-35s",
            "stream.right-after-create",
            "stream.404",
            "abort.stream",
            "delete.stream",
            "delete.open-stream"),
    ];

    private static IEnumerable<GoldenCase> AroundSessions() =>
    [
        .. Outside(
            Proxied,
            Claude,
            "opencode.401",
            "opencode.abort",
            "opencode.delete",
            "opencode.event",
            "opencode.list-messages",
            "opencode.message",
            "opencode.prompt_async"),
        .. Outside(Callback, Claude, "phase.400", "phase.401.master-key", "phase.get.405", "phase.ok", "phase.unknown-session"),
        .. Made(Diagnose, Claude, "diagnose", "diagnose.404", "delete.diagnose"),
        .. Made(SandboxLogs, Claude, "sandbox_logs", "sandbox_logs.404"),
        .. Made(ProvisionSandbox, Claude, "sandbox.provision"),
        .. Inexpressible("a field that the call does not have", Claude, "sandbox.execute"),
        .. Made(ExecuteInSandbox, Claude, "sandbox.execute2"),
        .. Made(ReadSandboxFile, Claude, "sandbox.read-file"),
        .. Made(GetVaultKeys, Claude, "vault-keys"),
        .. Made(GetInterceptions, Claude, "interceptions"),
        .. Made(UploadArtifact, Claude, "artifacts.503"),
        .. Made(GetAssessment, Claude, "assessment.get"),
        .. Made(Assess, Claude, "assessment.post"),
        .. Made(CreateSessionIssue, Claude, "issues.create"),
        .. Made(ListSessionIssues, Claude, "issues.list", "issues.404"),
        .. Made(UpdateSessionIssue, Claude, "issues.patch"),
        .. Made(CreateSessionMemory, Claude, "memory.create"),
        .. Made(ListSessionMemories, Claude, "memory.list"),
    ];
}

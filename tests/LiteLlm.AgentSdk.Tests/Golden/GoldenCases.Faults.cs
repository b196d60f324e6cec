using static LiteLlm.AgentSdk.Tests.GoldenCalls;

namespace LiteLlm.AgentSdk.Tests;

/// <content>Failures: bad requests, sessions that do not exist yet, sandboxes that fail.</content>
internal static partial class GoldenCases
{
    private static IEnumerable<GoldenCase> Faults() => [.. Errors(), .. Creating(), .. Chaos(), .. HarnessRestarted()];

    private static IEnumerable<GoldenCase> Errors()
    {
        const string Folder = "errors";
        return
        [
            .. Made(
                CreateAgent,
                Folder,
                "agents.create.bad-harness",
                "agents.create.bad-template",
                "agents.create.skill-404",
                "agents.create.env-50-keys-ok",
                "agents.create.env-exactly-16k-ok"),
            .. Refused(
                CreateAgent,
                "what the platform's rules for agents forbid",
                Folder,
                "agents.create.bad-allow-out",
                "agents.create.bad-repo-url",
                "agents.create.empty-model",
                "agents.create.missing-model",
                "agents.create.env-51-keys",
                "agents.create.env-bad-key",
                "agents.create.env-over-16k",
                "agents.create.env-reserved",
                "agents.create.env-var-hosts-unknown-key",
                "agents.create.inline-no-projects"),
            .. Inexpressible(WrongType, Folder, "agents.create.env-value-number", "agents.create.model-number", "agents.create.null-name"),
            .. Inexpressible(MalformedBody, Folder, "agents.create.empty-body", "agents.create.json-null", "agents.create.malformed-json"),
            .. Inexpressible("a body without the content type of JSON", Folder, "agents.create.no-content-type",
                "agents.create.text-content-type"),
            .. Made(ListAgents, Folder, "auth.wrong", "auth.wrong-same-length"),
            .. Inexpressible(
                OtherKey,
                Folder,
                "auth.lowercase-bearer",
                "auth.missing",
                "auth.missing.catchall",
                "auth.missing.memory",
                "auth.missing.post",
                "auth.missing.stream",
                "auth.no-bearer",
                "auth.x-api-key"),
        ];
    }

    private static IEnumerable<GoldenCase> Creating()
    {
        const string Folder = "creating";
        return
        [
            .. Made(CreateSession, Folder, "create"),
            .. Made(GetSession, Folder, "get", "get.after-delete", "get.after-delete-and-harness-back"),
            .. Made(Terminate, Folder, "delete"),
            .. Made(Send, Folder, "message.404"),
            .. Made(SendStreaming, Folder, "message_stream.404"),
            .. Made(Abort, Folder, "abort.404"),
            .. Made(Restart, Folder, "restart.409"),
            .. Made(GetMessages, Folder, "messages.empty"),
            .. Made(GetLog, Folder, "log"),
            .. Made(Events, Folder, "events.409"),
            .. Made(Stream, Folder, "stream.waits-then-deleted"),
            .. Made(Diagnose, Folder, "diagnose"),
        ];
    }

    private static IEnumerable<GoldenCase> Chaos()
    {
        const string Folder = "chaos";
        return
        [
            .. Made(CreateSession, Folder, "empty200.inline-create", "http500.inline-create", "refuse.inline-create",
                "refuse.create-session"),
            .. Made(
                GetSession,
                Folder,
                "empty200.events.session-after",
                "empty200.message.session-after",
                "empty200.message_stream.session-after",
                "empty200.stream.session-after",
                "http500.events.session-after",
                "http500.message.session-after",
                "http500.message_stream.session-after",
                "http500.stream.session-after",
                "kill.message.session-after",
                "refuse.create-session.get-creating",
                "refuse.create-session.get-failed",
                "refuse.events.session-after",
                "refuse.message.session-after",
                "refuse.message.session-during-recovery",
                "refuse.message_stream.session-after",
                "refuse.restart.session-after",
                "refuse.stream.session-after"),
            .. Made(Restart, Folder, "refuse.restart"),
            .. Made(Send, Folder, "empty200.message", "http500.message", "kill.message", "refuse.message"),
            .. Made(SendStreaming, Folder, "empty200.message_stream", "http500.message_stream", "kill.message_stream",
                "refuse.message_stream"),
            .. Made(Abort, Folder, "empty200.abort", "http500.abort", "refuse.abort"),
            .. Made(GetMessages, Folder, "empty200.messages", "http500.messages", "kill.message.messages-after", "refuse.messages"),
            .. Made(GetLog, Folder, "refuse.log"),
            .. Made(Events, Folder, "empty200.events", "http500.events", "kill.events", "refuse.events"),
            .. Made(Stream, Folder, "empty200.stream", "http500.stream", "kill.stream", "refuse.stream", "refuse.stream-on-creating-504"),
            .. Made(Diagnose, Folder, "refuse.diagnose"),
            .. Outside(Proxied, Folder, "empty200.opencode-passthrough", "http500.opencode-passthrough"),
        ];
    }

    private static IEnumerable<GoldenCase> HarnessRestarted()
    {
        const string Folder = "harness-restarted";
        return
        [
            .. Made(GetSession, Folder, "get.before", "get.after", "message_stream.session-after"),
            .. Made(Send, Folder, "message"),
            .. Made(SendStreaming, Folder, "message_stream"),
            .. Made(Abort, Folder, "abort"),
            .. Made(GetMessages, Folder, "messages.before"),
        ];
    }
}

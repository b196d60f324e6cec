using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads a message of the Claude Agent SDK into the record of its type.</summary>
internal sealed class ClaudeMessageConverter : TaggedConverter<ClaudeMessage>
{
    protected override TaggedReader? ReaderOf(ref Utf8JsonReader type) =>
        JsonScan.NameIs(ref type, "stream_event"u8) ? ReadAs<ClaudeStreamEventMessage>
        : JsonScan.NameIs(ref type, "assistant"u8) ? ReadAs<ClaudeAssistantMessage>
        : JsonScan.NameIs(ref type, "user"u8) ? ReadAs<ClaudeUserMessage>
        : JsonScan.NameIs(ref type, "system"u8) ? ReadAs<ClaudeSystemMessage>
        : JsonScan.NameIs(ref type, "result"u8) ? ReadAs<ClaudeResultMessage>
        : null;

    protected override ClaudeMessage Unknown(RawJson raw) => new ClaudeUnknownMessage(raw);

    protected override RawJson? RawOf(ClaudeMessage value) => (value as ClaudeUnknownMessage)?.Raw;
}

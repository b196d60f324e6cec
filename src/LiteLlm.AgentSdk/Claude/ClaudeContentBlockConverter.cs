using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads a content block into the record of its type.</summary>
internal sealed class ClaudeContentBlockConverter : TaggedConverter<ClaudeContentBlock>
{
    protected override TaggedReader? ReaderOf(ref Utf8JsonReader type) =>
        JsonScan.NameIs(ref type, "text"u8) ? ReadAs<ClaudeTextBlock>
        : JsonScan.NameIs(ref type, "thinking"u8) ? ReadAs<ClaudeThinkingBlock>
        : JsonScan.NameIs(ref type, "tool_use"u8) ? ReadAs<ClaudeToolUseBlock>
        : JsonScan.NameIs(ref type, "tool_result"u8) ? ReadAs<ClaudeToolResultBlock>
        : null;

    protected override ClaudeContentBlock Unknown(RawJson raw) => new ClaudeUnknownBlock(raw);

    protected override RawJson? RawOf(ClaudeContentBlock value) => (value as ClaudeUnknownBlock)?.Raw;
}

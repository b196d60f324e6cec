using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads a part as the record of its type. A part without a record, or one that does not fit its record, becomes an
/// <see cref="UnknownPart"/>.
/// </summary>
internal sealed class MessagePartConverter : TaggedConverter<MessagePart>
{
    // Most parts have their type after their ids, so looking ahead is cheaper than a scan of all nested content.
    protected override bool IsNested => false;

    protected override TaggedReader? ReaderOf(ref Utf8JsonReader type) =>
        JsonScan.NameIs(ref type, "text"u8) ? ReadAs<TextPart>
        : JsonScan.NameIs(ref type, "tool"u8) ? ReadAs<ToolPart>
        : JsonScan.NameIs(ref type, "reasoning"u8) ? ReadAs<ReasoningPart>
        : JsonScan.NameIs(ref type, "image_count"u8) ? ReadAs<ImageCountPart>
        : null;

    protected override MessagePart Unknown(RawJson raw) => new UnknownPart(raw);

    protected override RawJson? RawOf(MessagePart value) => (value as UnknownPart)?.Raw;
}

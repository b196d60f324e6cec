using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads a frame of the streaming API into the record of its type.</summary>
internal sealed class ClaudeStreamFrameConverter : TaggedConverter<ClaudeStreamFrame>
{
    protected override TaggedReader? ReaderOf(ref Utf8JsonReader type) =>
        JsonScan.NameIs(ref type, "content_block_delta"u8) ? ReadAs<ClaudeBlockDeltaFrame>
        : JsonScan.NameIs(ref type, "content_block_start"u8) ? ReadAs<ClaudeBlockStartFrame>
        : JsonScan.NameIs(ref type, "content_block_stop"u8) ? ReadAs<ClaudeBlockStopFrame>
        : JsonScan.NameIs(ref type, "message_start"u8) ? ReadAs<ClaudeMessageStartFrame>
        : JsonScan.NameIs(ref type, "message_delta"u8) ? ReadAs<ClaudeMessageDeltaFrame>
        : JsonScan.NameIs(ref type, "message_stop"u8) ? ReadAs<ClaudeMessageStopFrame>
        : null;

    protected override ClaudeStreamFrame Unknown(RawJson raw) => new ClaudeUnknownFrame(raw);

    protected override RawJson? RawOf(ClaudeStreamFrame value) => (value as ClaudeUnknownFrame)?.Raw;
}

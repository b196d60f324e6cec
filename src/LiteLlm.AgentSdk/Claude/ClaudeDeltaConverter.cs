using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads a delta into the record of its type.</summary>
internal sealed class ClaudeDeltaConverter : TaggedConverter<ClaudeDelta>
{
    protected override TaggedReader? ReaderOf(ref Utf8JsonReader type) =>
        JsonScan.NameIs(ref type, "text_delta"u8) ? ReadAs<ClaudeTextDelta>
        : JsonScan.NameIs(ref type, "thinking_delta"u8) ? ReadAs<ClaudeThinkingDelta>
        : JsonScan.NameIs(ref type, "input_json_delta"u8) ? ReadAs<ClaudeInputJsonDelta>
        : JsonScan.NameIs(ref type, "signature_delta"u8) ? ReadAs<ClaudeSignatureDelta>
        : JsonScan.NameIs(ref type, "citations_delta"u8) ? ReadAs<ClaudeCitationsDelta>
        : null;

    protected override ClaudeDelta Unknown(RawJson raw) => new ClaudeUnknownDelta(raw);

    protected override RawJson? RawOf(ClaudeDelta value) => (value as ClaudeUnknownDelta)?.Raw;
}

using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads content: a list of blocks, or a string. A string becomes one text block, and is written as a string again.</summary>
internal sealed class ClaudeContentConverter : TaggedWireListConverter<ClaudeContentBlock, ClaudeContentBlockConverter>
{
    protected override Wire<IReadOnlyList<ClaudeContentBlock>> Misfit(byte[] raw)
    {
        if (raw is not [(byte)'"', ..])
        {
            return base.Misfit(raw);
        }

        Utf8JsonReader reader = new(raw, LapJson.ReaderOptions);
        reader.Read();
        return new([new ClaudeTextBlock { Text = JsonText.ReadString(ref reader) }], raw);
    }
}

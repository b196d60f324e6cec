using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads content: a list of blocks, or a string. A string becomes one text block, and is written as a string again.</summary>
internal sealed class ClaudeContentConverter : WireConverter<IReadOnlyList<ClaudeContentBlock>>
{
    private static readonly ClaudeContentBlockConverter s_block = new();

    protected override bool Expects(JsonTokenType token) => token == JsonTokenType.StartArray;

    protected override IReadOnlyList<ClaudeContentBlock> ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        List<ClaudeContentBlock> blocks = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            blocks.Add(s_block.Read(ref reader, typeof(ClaudeContentBlock), options));
        }

        return blocks;
    }

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

    protected override void WriteValue(Utf8JsonWriter writer, IReadOnlyList<ClaudeContentBlock> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (ClaudeContentBlock block in value)
        {
            s_block.Write(writer, block, options);
        }

        writer.WriteEndArray();
    }
}

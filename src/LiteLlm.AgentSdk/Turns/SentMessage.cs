using System.Text.Json;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>A message as it was sent: what it takes to know it again among the messages of a session.</summary>
internal sealed class SentMessage(IReadOnlyList<string> texts, int images, string? marker)
{
    /// <summary>The name under which a marked part carries its marker.</summary>
    public const string MarkerName = "litellm_sdk_send";

    private readonly string _text = string.Join('\n', texts);

    public static SentMessage Of(SendOptions options, string? marker) =>
        new(options.TextParts ?? [options.Text ?? ""], options.Attachments?.Count ?? 0, marker);

    /// <summary>The user messages of a thread that came after the baseline and may be this one.</summary>
    public List<Message> FindIn(IReadOnlyList<Message> thread, ThreadBaseline baseline)
    {
        List<Message> found = [.. thread.Where(m => m.Info.Role == MessageRole.User && !m.IsPending && !baseline.Holds(m) && !MessageThread.IsReplayedHistory(m) && Matches(m))];

        // A marker says exactly which one it is, where the harness keeps it.
        return marker is not null && found.Any(IsMarked) ? found.FindAll(IsMarked) : found;
    }

    /// <summary>Whether a user message says what was sent, with the platform's preamble taken off and its parts joined or not.</summary>
    public bool Matches(Message message) => Matches([.. message.Parts.OfType<TextPart>().Select(p => p.Text)]) && ImagesOf(message) == images;

    /// <summary>Whether texts of a user message say what was sent.</summary>
    public bool Matches(IReadOnlyList<string> shown)
    {
        string joined = string.Join('\n', shown);
        return joined == _text || Preamble.Without(joined) == _text || Preamble.WithoutPart(shown) == _text;
    }

    private bool IsMarked(Message message) => message.Parts.Any(p =>
        p.AdditionalProperties is { } more
        && more.TryGetValue("metadata", out JsonElement metadata)
        && metadata.ValueKind == JsonValueKind.Object
        && ForeignJson.TryGet(metadata, MarkerName, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
        && value.ValueEquals(marker));

    private static int ImagesOf(Message message)
    {
        int count = 0;
        foreach (MessagePart part in message.Parts)
        {
            count += part switch
            {
                ImageCountPart images => (int)Math.Clamp(images.Count, 0, int.MaxValue),
                UnknownPart { Type.Value: "file" or "image" } => 1,
                _ => 0,
            };
        }

        return count;
    }
}

using System.Text.Json;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>A message as it was sent: what it takes to recognize it among the messages of a session.</summary>
/// <param name="texts">Its text parts.</param>
/// <param name="images">How many images go with it.</param>
/// <param name="mark">The mark in its metadata; null for none.</param>
internal sealed class SentMessage(IReadOnlyList<string> texts, int images, string? mark)
{
    /// <summary>The name under which a marked part carries its mark.</summary>
    public const string MarkName = "litellm_sdk_send";

    // How long the platform waits for a blocking turn before it sends the same message again.
    private static readonly TimeSpan RepeatedAfter = TimeSpan.FromSeconds(290);

    private readonly string _text = string.Join('\n', texts);

    public bool HasMark => mark is not null;

    /// <summary>
    /// Gets a value indicating whether the platform may send the message again by itself: it does so with blocking sends.
    /// </summary>
    public bool MayBeRepeated { get; init; }

    public static SentMessage Of(SendOptions options, string? mark, bool isBlocking) =>
        new(options.TextParts ?? [options.Text ?? ""], options.Attachments?.Count ?? 0, mark) { MayBeRepeated = isBlocking };

    /// <summary>Gets the user messages of a thread that came after the baseline and may be this one.</summary>
    public List<Message> FindIn(IReadOnlyList<Message> thread, ThreadBaseline baseline)
    {
        if (baseline.IsUnknown)
        {
            return [.. thread.Where(m => m.Info.Role == MessageRole.User && IsMarked(m.Parts))];
        }

        List<Message> found =
            [.. thread.Where(m => m.Info.Role == MessageRole.User && !m.IsPending && !baseline.Holds(m)
            && !MessageThread.IsReplayedHistory(m) && Matches(m))];

        // A mark says exactly which one it is, where the harness keeps it.
        return mark is not null && found.Any(m => IsMarked(m.Parts)) ? found.FindAll(m => IsMarked(m.Parts)) : found;
    }

    /// <summary>
    /// Gets a value indicating whether several candidates are one message and the copies of it that the platform has sent.
    /// </summary>
    public bool AreCopies(IReadOnlyList<Message> candidates) =>
        MayBeRepeated && candidates.Count > 1
        && candidates.Zip(candidates.Skip(1), (one, next) =>
            next.Info.Time?.Created - one.Info.Time?.Created).All(gap => gap >= (long)RepeatedAfter.TotalMilliseconds);

    /// <summary>
    /// Gets a value indicating whether a user message says what was sent, with the platform's preamble taken off and its parts joined or
    /// not.
    /// </summary>
    public bool Matches(Message message) =>
        Matches([.. message.Parts.OfType<TextPart>().Select(p => p.Text)]) && ImagesOf(message) == images;

    /// <summary>Gets a value indicating whether the texts of a user message say what was sent.</summary>
    public bool Matches(IReadOnlyList<string> shown)
    {
        string joined = string.Join('\n', shown);
        return joined == _text || Preamble.Without(joined) == _text || Preamble.WithoutPart(shown) == _text;
    }

    /// <summary>Gets a value indicating whether parts of a user message carry the mark.</summary>
    public bool IsMarked(IReadOnlyList<MessagePart> parts) => mark is not null && parts.Any(p => CarriesMark(p, mark));

    /// <summary>Gets a value indicating whether a part carries a mark in its metadata.</summary>
    public static bool CarriesMark(MessagePart part, string mark) =>
        part.AdditionalProperties is { } more
        && more.TryGetValue("metadata", out JsonElement metadata)
        && metadata.ValueKind == JsonValueKind.Object
        && ForeignJson.TryGet(metadata, MarkName, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
        && value.ValueEquals(mark);

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

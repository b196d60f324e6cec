using System.Text.Json;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>A message as it was sent. It holds what is needed to recognize the message among the messages of a session.</summary>
/// <param name="texts">The text parts of the message.</param>
/// <param name="images">The number of images in the message.</param>
/// <param name="mark">The mark in the metadata of the message; null if it has none.</param>
internal sealed class SentMessage(IReadOnlyList<string> texts, int images, string? mark)
{
    /// <summary>The name of the mark in the metadata of a part.</summary>
    public const string MarkName = "litellm_sdk_send";

    // The platform sends the message of a blocking turn again after 300 seconds, so two copies are at least this far apart.
    private static readonly TimeSpan RepeatedAfter = TimeSpan.FromSeconds(290);

    // Half of a surrogate pair can't be sent: it arrives as U+FFFD.
    private readonly string _text = ForeignJson.ToWellFormed(string.Join('\n', texts));
    private readonly string? _mark = mark is null ? null : ForeignJson.ToWellFormed(mark);

    public bool HasMark => _mark is not null;

    /// <summary>
    /// Gets a value indicating whether the platform may send the message again by itself. It does so only with blocking sends.
    /// </summary>
    public bool MayBeRepeated { get; init; }

    public static SentMessage Of(SendOptions options, string? mark, bool isBlocking) =>
        new(options.TextParts ?? [options.Text ?? ""], options.Attachments?.Count ?? 0, mark) { MayBeRepeated = isBlocking };

    /// <summary>Gets the user messages of a thread that came after the baseline and may be this message.</summary>
    public List<Message> FindIn(IReadOnlyList<Message> thread, ThreadBaseline baseline)
    {
        if (baseline.IsUnknown)
        {
            return [.. thread.Where(m => m.Info.Role == MessageRole.User && IsMarked(m.Parts))];
        }

        List<Message> found =
            [.. thread.Where(m => m.Info.Role == MessageRole.User && !m.IsPending && !baseline.Contains(m)
            && !MessageThread.IsReplayedHistory(m) && Matches(m))];

        // opencode keeps the mark, so the mark identifies the message exactly. An equal message without it is another sender's.
        return _mark is not null && (MessageThread.HarnessOf(thread) == HarnessKind.OpenCode || found.Any(m => IsMarked(m.Parts)))
            ? found.FindAll(m => IsMarked(m.Parts)) : found;
    }

    /// <summary>
    /// Gets a value indicating whether the candidates are one message and the copies of it that the platform sent. The mark shows it, or
    /// else the time between them.
    /// </summary>
    public bool AreCopies(IReadOnlyList<Message> candidates) => MayBeRepeated && candidates.Count > 1
        && (candidates.All(c => IsMarked(c.Parts)) || candidates.Zip(candidates.Skip(1)).All(pair =>
            pair.Second.Info.Time?.Created - pair.First.Info.Time?.Created >= (long)RepeatedAfter.TotalMilliseconds));

    /// <summary>
    /// Gets a value indicating whether a user message has the content that was sent. The platform's preamble is ignored, and the parts may
    /// be joined or separate.
    /// </summary>
    public bool Matches(Message message) =>
        Matches([.. message.Parts.OfType<TextPart>().Select(p => p.Text)]) && ImagesOf(message) == images;

    /// <summary>Gets a value indicating whether a user message may contain the text that was sent. If it has no text, it may.</summary>
    public bool MayBePartOf(Message message)
    {
        List<string> shown = [.. message.Parts.OfType<TextPart>().Select(p => p.Text)];
        return shown.Count == 0 || string.Join('\n', shown).Contains(_text, StringComparison.Ordinal);
    }

    /// <summary>Gets a value indicating whether the texts of a user message are the texts that were sent.</summary>
    public bool Matches(IReadOnlyList<string> shown)
    {
        string joined = string.Join('\n', shown);
        return joined == _text || Preamble.Without(joined) == _text || Preamble.WithoutPart(shown) == _text;
    }

    /// <summary>Gets a value indicating whether parts of a user message carry the mark.</summary>
    public bool IsMarked(IReadOnlyList<MessagePart> parts) => _mark is not null && parts.Any(p => CarriesMark(p, _mark));

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

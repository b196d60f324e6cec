using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The body of <c>POST /message</c> and <c>POST /message_stream</c>.</summary>
internal sealed class SendBody
{
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    [JsonPropertyName("parts")]
    public IReadOnlyList<SendTextPart>? Parts { get; init; }

    [JsonPropertyName("attachments")]
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>Checks a message and makes its body.</summary>
    /// <exception cref="AgentPlatformValidationException">The message breaks a rule.</exception>
    public static byte[] Of(SendOptions options, string? marker = null)
    {
        AgentPlatformValidationException.ThrowIfAny(Problems(options), "The message can't be sent");
        bool hasImages = options.Attachments is { Count: > 0 };
        SendBody body = new()
        {
            Text = marker is null || hasImages ? options.Text : null,
            Parts = PartsOf(options, marker is null || hasImages ? null : new SendMetadata { Send = marker }),
            Attachments = hasImages ? options.Attachments : null,
        };
        return JsonSerializer.SerializeToUtf8Bytes(body, LapJson.TypeInfo<SendBody>());
    }

    /// <summary>Every rule that a message breaks.</summary>
    public static List<ValidationError> Problems(SendOptions options)
    {
        List<ValidationError> problems = [];
        bool hasText = !string.IsNullOrEmpty(options.Text);
        bool hasParts = options.TextParts is { Count: > 0 };
        bool hasImages = options.Attachments is { Count: > 0 };
        if (!hasText && !hasParts)
        {
            problems.Add(new("text", "the message is empty: give a text or text parts"));
        }

        if (hasText && hasParts)
        {
            problems.Add(new("parts", "there are both a text and text parts; the platform would drop the text"));
        }

        if (hasParts && hasImages)
        {
            problems.Add(new("attachments", "the platform takes images with a text, not with text parts"));
        }

        for (int i = 0; i < options.TextParts?.Count; i++)
        {
            if (options.TextParts[i] is null)
            {
                problems.Add(new($"parts[{i}].text", "it is null"));
            }
        }

        CheckLimit(options.TurnTimeout, nameof(options.TurnTimeout), problems);
        CheckLimit(options.QueueTimeout, nameof(options.QueueTimeout), problems);
        AttachmentRules.Check(options.Attachments, "attachments", problems);
        return problems;
    }

    private static void CheckLimit(TimeSpan? limit, string field, List<ValidationError> problems)
    {
        if (limit is { } given)
        {
            AgentPlatformOptionsValidator.CheckLimit(given, field, problems);
        }
    }

    // A mark needs a part to be on, so a marked text goes as its only part.
    private static IReadOnlyList<SendTextPart>? PartsOf(SendOptions options, SendMetadata? mark) => options switch
    {
        { TextParts: { Count: > 0 } texts } => [.. texts.Select(t => new SendTextPart { Text = t, Metadata = mark })],
        { Text: { } text } when mark is not null => [new SendTextPart { Text = text, Metadata = mark }],
        _ => null,
    };
}

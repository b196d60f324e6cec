using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The body of <c>POST /message</c> and <c>POST /message_stream</c>.</summary>
internal sealed class SendBody
{
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    [JsonPropertyName("parts")]
    public IReadOnlyList<SendPart>? Parts { get; init; }

    [JsonPropertyName("attachments")]
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>Checks a message and creates its request body.</summary>
    /// <exception cref="AgentPlatformValidationException">The message breaks a rule.</exception>
    /// <param name="options">The message.</param>
    /// <param name="mark">The mark in the metadata of the message's parts; null for none.</param>
    /// <param name="imagesAsFiles">Whether images are sent as file parts with a data URL, the format of opencode; otherwise, they are sent
    /// as the platform's attachments, which opencode rejects.</param>
    public static byte[] Of(SendOptions options, string? mark = null, bool imagesAsFiles = false)
    {
        AgentPlatformValidationException.ThrowIfAny(Problems(options), "The message can't be sent");
        bool hasAttachments = options.Attachments is { Count: > 0 } && !imagesAsFiles;
        IReadOnlyList<SendPart>? parts =
            PartsOf(options, mark is null || hasAttachments ? null : new SendMetadata { Send = mark }, imagesAsFiles);
        SendBody body = new()
        {
            Text = parts is null ? options.Text : null,
            Parts = parts,
            Attachments = hasAttachments ? options.Attachments : null,
        };
        return JsonSerializer.SerializeToUtf8Bytes(body, LapJson.TypeInfo<SendBody>());
    }

    /// <summary>Returns all rules that a message breaks.</summary>
    public static List<ValidationError> Problems(SendOptions options)
    {
        List<ValidationError> problems = [];
        bool hasText = !string.IsNullOrEmpty(options.Text);
        bool hasParts = options.TextParts is { Count: > 0 };
        bool hasImages = options.Attachments is { Count: > 0 };
        if (!hasText && !hasParts)
        {
            problems.Add(new("text", "the message is empty; set Text or TextParts"));
        }

        if (hasText && hasParts)
        {
            problems.Add(new("parts", "both Text and TextParts are set, and the platform would drop the text; set one of them"));
        }

        if (hasParts && hasImages)
        {
            problems.Add(new("attachments", "the platform accepts images only with a text; set Text in place of TextParts"));
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

    // A mark needs a part, and so does an image for opencode. In both cases the text is sent as a part too.
    private static IReadOnlyList<SendPart>? PartsOf(SendOptions options, SendMetadata? mark, bool imagesAsFiles)
    {
        IReadOnlyList<Attachment> images = imagesAsFiles ? options.Attachments ?? [] : [];
        IReadOnlyList<string>? texts = options.TextParts is { Count: > 0 } several ? several : mark is not null || images.Count > 0
            ? [options.Text ?? ""] : null;
        return texts is null ? null : [.. texts.Select(t => new SendPart { Text = t, Metadata = mark }), .. images.Select(FileOf)];
    }

    private static SendPart FileOf(Attachment image) => new()
    {
        Type = "file",
        MimeType = image.MimeType,
        FileName = image.Name,
        Url = $"data:{image.MimeType};base64,{Convert.ToBase64String(image.Content.Span)}",
    };
}

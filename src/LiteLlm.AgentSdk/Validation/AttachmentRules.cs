namespace LiteLlm.AgentSdk;

/// <summary>The platform's rules for images of a message or of a session's initial prompt.</summary>
internal static class AttachmentRules
{
    private const int MaxCount = 10;
    public const int MaxSize = 5 * 1024 * 1024;

    private static readonly string[] Types = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    public static void Check(IReadOnlyList<Attachment>? attachments, string field, List<ValidationError> problems)
    {
        if (attachments?.Count > MaxCount)
        {
            problems.Add(new(field, $"there are {attachments.Count}; at most {MaxCount} are allowed"));
        }

        for (int i = 0; i < attachments?.Count; i++)
        {
            Attachment? attachment = attachments[i];
            if (attachment is null)
            {
                problems.Add(new($"{field}[{i}]", "it is null"));
                continue;
            }

            if (!Types.Contains(attachment.MimeType))
            {
                problems.Add(new($"{field}[{i}].mime_type", $"'{attachment.MimeType}' is not one of {string.Join(", ", Types)}"));
            }

            if (attachment.Content.IsEmpty)
            {
                problems.Add(new($"{field}[{i}].base64", "it is empty"));
            }
            else if (attachment.Content.Length > MaxSize)
            {
                problems.Add(new($"{field}[{i}].base64", $"it has {attachment.Content.Length} bytes; at most {MaxSize} are allowed"));
            }
        }
    }
}

using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>An image that is sent with a message: PNG, JPEG, GIF or WebP, at most 5 MiB. A message can have at most 10.</summary>
public sealed record Attachment
{
    /// <summary>Gets the file's name.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Name { get; init; }

    /// <summary>Gets the content type: <c>image/png</c>, <c>image/jpeg</c>, <c>image/gif</c> or <c>image/webp</c>.</summary>
    public string MimeType { get; init; } = "";

    /// <summary>Gets the image's bytes, which are sent as base64.</summary>
    [JsonPropertyName("base64")]
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>
    /// Creates an attachment from a file. Its content type is detected from the content, and its size is checked before it is read.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The attachment, with the file's name.</returns>
    /// <exception cref="AgentPlatformValidationException">The file is larger than 5 MiB, or its content is not a PNG, JPEG, GIF or WebP
    /// image.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The process has no permission to read the file.</exception>
    /// <example>
    /// <code>
    /// Attachment image = await Attachment.FromFileAsync("screen.png");
    /// Reply reply = await session.SendAsync(new SendOptions { Text = "What is wrong here?", Attachments = [image] });
    /// </code>
    /// </example>
    public static async Task<Attachment> FromFileAsync(string path, CancellationToken cancellationToken = default)
    {
        byte[] content = await FileContent.ReadFileAsync(path, AttachmentRules.MaxSize, "base64", cancellationToken).ConfigureAwait(false);
        Attachment attachment = new() { Name = Path.GetFileName(path), MimeType = ContentTypes.Of(content), Content = content };
        List<ValidationError> problems = [];
        AttachmentRules.Check([attachment], "attachments", problems);
        AgentPlatformValidationException.ThrowIfAny(problems, $"The file '{path}' can't be attached");
        return attachment;
    }

    /// <summary>Returns the name, the type and the size, without the content.</summary>
    /// <returns>Text such as <c>a.png (image/png, 120 bytes)</c>.</returns>
    public override string ToString() => $"{Name} ({MimeType}, {Content.Length} bytes)";
}

using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>An image that goes with a message: PNG, JPEG, GIF or WebP, at most 5 MiB; at most 10 with one message.</summary>
public sealed record Attachment
{
    /// <summary>Gets the file's name.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Name { get; init; }

    /// <summary>Gets <c>image/png</c>, <c>image/jpeg</c>, <c>image/gif</c> or <c>image/webp</c>.</summary>
    public string MimeType { get; init; } = "";

    /// <summary>Gets the image's bytes; sent as base64.</summary>
    [JsonPropertyName("base64")]
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Makes one of a file: its type is told by its content, its size checked before it is read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The attachment, named as the file is.</returns>
    /// <exception cref="AgentPlatformValidationException">The file has more than 5 MiB, or is not PNG, JPEG, GIF or WebP image whatever its
    /// name says.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <example>
    /// <code>
    /// Reply reply = await session.SendAsync(new SendOptions { Text = "What is wrong here?", Attachments = [await
    /// Attachment.FromFileAsync("screen.png")] });
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

    /// <summary>Name, type and size; not the content.</summary>
    /// <returns>Such as <c>a.png (image/png, 120 bytes)</c>.</returns>
    public override string ToString() => $"{Name} ({MimeType}, {Content.Length} bytes)";
}

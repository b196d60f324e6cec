using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>An image that goes with a message: PNG, JPEG, GIF or WebP, at most 5 MiB; at most 10 with one message.</summary>
public sealed record Attachment
{
    /// <summary>The file's name.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Name { get; init; }

    /// <summary><c>image/png</c>, <c>image/jpeg</c>, <c>image/gif</c> or <c>image/webp</c>.</summary>
    public string MimeType { get; init; } = "";

    /// <summary>The image's bytes; sent as base64.</summary>
    [JsonPropertyName("base64")]
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Name, type and size; not the content.</summary>
    /// <returns>Such as <c>a.png (image/png, 120 bytes)</c>.</returns>
    public override string ToString() => $"{Name} ({MimeType}, {Content.Length} bytes)";
}

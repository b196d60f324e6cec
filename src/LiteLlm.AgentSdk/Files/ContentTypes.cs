using System.Net.Http.Headers;
using System.Text.Unicode;

namespace LiteLlm.AgentSdk;

/// <summary>Detects the content type of a file from its bytes, because a file name is not reliable.</summary>
internal static class ContentTypes
{
    public const string Unknown = "application/octet-stream";

    public static string Of(ReadOnlySpan<byte> content) => content switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        [(byte)'P', (byte)'K', 0x03, 0x04, ..] => "application/zip",
        [0x1F, 0x8B, ..] => "application/gzip",
        _ when IsText(content) => "text/plain",
        _ => Unknown,
    };

    public static bool IsWellFormed(string type) =>
        MediaTypeHeaderValue.TryParse(type, out MediaTypeHeaderValue? parsed) && parsed.MediaType is not null;

    // Valid UTF-8 without null characters counts as text.
    private static bool IsText(ReadOnlySpan<byte> content) => Utf8.IsValid(content) && !content.Contains((byte)0);
}

using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Artifacts;

/// <summary>The fields of a request that stores an artifact.</summary>
internal sealed record ArtifactFields(string Name, string MimeType, string Content, double Size)
{
    private const int LargestBytes = 100 * 1024 * 1024;
    private const int LongestContent = 140 * 1024 * 1024;
    private static readonly string[] s_mimeTypes =
    [
        "application/json", "application/pdf", "application/octet-stream", "application/zip", "application/x-tar", "application/gzip",
            "application/x-gzip", "text/plain",
        "text/csv", "text/markdown", "text/x-python", "text/x-typescript", "text/x-javascript", "image/png", "image/jpeg", "image/gif",
            "image/webp", "image/bmp", "image/tiff",
    ];

    public static ArtifactFields Read(JsonElement body, Issues issues) => new(
        issues.Text(body, "name", required: true, minimum: 1, maximum: 255) ?? "",
        issues.OneOf(body, "mime_type", required: true, s_mimeTypes) ?? "",
        issues.Text(body, "content", required: true, minimum: 1, maximum: LongestContent) ?? "",
        issues.Integer(body, "size", 1, LargestBytes, required: true) ?? 0);
}

using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Artifacts;

/// <summary>The fields of a request that stores an artifact.</summary>
internal sealed record ArtifactFields(string Name, string MimeType, string Content, int Size)
{
    private const int LargestBytes = 100 * 1024 * 1024;

    public static ArtifactFields Read(JsonElement body, Issues issues) => new(
        issues.Text(body, "name", required: true, minimum: 1, maximum: 255) ?? "",
        issues.Text(body, "mime_type", required: true, minimum: 1) ?? "",
        issues.Text(body, "content", required: true, minimum: 1, maximum: LargestBytes) ?? "",
        issues.Integer(body, "size", 1, LargestBytes, required: true) ?? 0);
}

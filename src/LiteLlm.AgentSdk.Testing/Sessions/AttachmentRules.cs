using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>The platform's rules for images of a message.</summary>
internal static class AttachmentRules
{
    private const int LongestName = 255;
    private const int LargestBytes = 5 * 1024 * 1024;
    private static readonly string[] MimeTypes = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    public static IReadOnlyList<InputPart> Read(JsonElement body, string name, Issues issues)
    {
        if (issues.Array(body, name, maximum: 10) is not { } array)
        {
            return [];
        }

        var images = new List<InputPart>();
        foreach (JsonElement item in array.EnumerateArray())
        {
            object[] path = [name, images.Count];
            if (item.ValueKind != JsonValueKind.Object)
            {
                issues.WrongType("object", item, path);
                images.Add(InputPart.OfImage("", ""));
                continue;
            }

            if (Member(item, "name", [.. path, "name"], issues, required: false) is { } fileName)
            {
                issues.CheckLength(fileName, [.. path, "name"], maximum: LongestName);
            }

            string? mimeType = Member(item, "mime_type", [.. path, "mime_type"], issues);
            if (mimeType is not null && !MimeTypes.Contains(mimeType))
            {
                issues.Custom("mime_type must be one of: " + string.Join(", ", MimeTypes), [.. path, "mime_type"]);
            }

            string? base64 = Member(item, "base64", [.. path, "base64"], issues);
            if (base64 is not null)
            {
                CheckContent(base64, [.. path, "base64"], issues);
            }

            images.Add(InputPart.OfImage(mimeType ?? "", base64 ?? ""));
        }

        return images;
    }

    /// <summary>Checks the size by the length of the base64 text, without decoding it.</summary>
    private static void CheckContent(string base64, object[] path, Issues issues)
    {
        issues.NotEmpty(base64, path);
        if (base64.Length * 0.75 > LargestBytes)
        {
            issues.Custom($"attachment exceeds {LargestBytes} bytes", path);
        }
    }

    private static string? Member(JsonElement item, string name, object[] path, Issues issues, bool required = true)
    {
        bool isThere = item.TryGetProperty(name, out JsonElement value);
        if (isThere && value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        if (isThere || required)
        {
            issues.WrongType("string", isThere ? value : null, path);
        }

        return null;
    }
}

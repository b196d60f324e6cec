using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>What the platform asks of images beside a message.</summary>
internal static class AttachmentRules
{
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
            int index = images.Count;
            string mimeType = Member(item, "mime_type", [name, index, "mime_type"], issues);
            string base64 = Member(item, "base64", [name, index, "base64"], issues);
            if (mimeType.Length > 0 && !MimeTypes.Contains(mimeType))
            {
                issues.Custom("mime_type must be one of: " + string.Join(", ", MimeTypes), [name, index, "mime_type"]);
            }

            if (base64.TrimEnd('=').Length * 3L / 4 > LargestBytes)
            {
                issues.Custom("attachment exceeds 5 MiB", [name, index, "base64"]);
            }

            images.Add(InputPart.OfImage(mimeType, base64));
        }

        return images;
    }

    private static string Member(JsonElement item, string name, object[] path, Issues issues)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            issues.WrongType("object", item, path[..2]);
            return "";
        }

        if (!item.TryGetProperty(name, out JsonElement value))
        {
            issues.WrongType("string", null, path);
            return "";
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            issues.WrongType("string", value, path);
            return "";
        }

        return value.GetString()!;
    }
}

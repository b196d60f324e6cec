using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Storage;

/// <summary>Checks values that the platform's database refuses: NUL in strings, and very deeply nested JSON.</summary>
internal static class StoredText
{
    private const int Deepest = 122;

    /// <summary>Checks fields of a body that are stored unchanged.</summary>
    /// <exception cref="DatabaseFaultException">The database refuses one of them.</exception>
    public static void Check(JsonElement body, params string[] names)
    {
        foreach (string name in names)
        {
            if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out JsonElement value) && IsRefused(value, 1))
            {
                throw new DatabaseFaultException($"{name}: unsupported Unicode escape sequence");
            }
        }
    }

    /// <summary>Returns the text, if the database accepts it.</summary>
    /// <exception cref="DatabaseFaultException">The text contains a NUL.</exception>
    public static string? Checked(string? text) =>
        text?.Contains('\0', StringComparison.Ordinal) == true
            ? throw new DatabaseFaultException("invalid byte sequence for encoding \"UTF8\": 0x00") : text;

    private static bool IsRefused(JsonElement value, int depth) => depth > Deepest || value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Contains('\0', StringComparison.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().Any(item => IsRefused(item, depth + 1)),
        JsonValueKind.Object =>
            value.EnumerateObject().Any(member => member.Name.Contains('\0', StringComparison.Ordinal)
            || IsRefused(member.Value, depth + 1)),
        _ => false,
    };
}

using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Harnesses;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>
/// The parts that opencode accepts. It refuses messages with other parts, also with the image parts that the platform makes of
/// attachments.
/// </summary>
internal static class OpenCodeParts
{
    public static bool AreSupported(IEnumerable<InputPart> parts) => parts.All(part => IsSupported(part.Json));

    private static bool IsSupported(JsonElement part) => HasText(part, "type") && part.GetProperty("type").GetString() switch
    {
        "text" => HasText(part, "text"),
        "file" => HasText(part, "mime") && HasText(part, "url"),
        "agent" => HasText(part, "name"),
        "subtask" => HasText(part, "prompt") && HasText(part, "description") && HasText(part, "agent"),
        _ => false,
    };

    private static bool HasText(JsonElement part, string name) =>
        part.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String;
}

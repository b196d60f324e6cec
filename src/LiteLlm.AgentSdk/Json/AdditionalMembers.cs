using System.Runtime.InteropServices;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Compares the JSON members that a record has no property for: equal are the same names with the same JSON, in any order.
/// </summary>
internal static class AdditionalMembers
{
    public static bool AreEqual(IDictionary<string, JsonElement>? first, IDictionary<string, JsonElement>? second)
    {
        if (ReferenceEquals(first, second))
        {
            return true;
        }

        if ((first?.Count ?? 0) != (second?.Count ?? 0))
        {
            return false;
        }

        foreach ((string name, JsonElement value) in first ?? new Dictionary<string, JsonElement>())
        {
            if (!second!.TryGetValue(name, out JsonElement other) || !AreEqual(value, other))
            {
                return false;
            }
        }

        return true;
    }

    // Compares bytes, because a comparison of the values is recursive and throws on an unpaired surrogate.
    private static bool AreEqual(JsonElement first, JsonElement second) =>
        first.ValueKind == JsonValueKind.Undefined || second.ValueKind == JsonValueKind.Undefined
            ? first.ValueKind == second.ValueKind
            : JsonMarshal.GetRawUtf8Value(first).SequenceEqual(JsonMarshal.GetRawUtf8Value(second));
}

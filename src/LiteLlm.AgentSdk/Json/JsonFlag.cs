using System.Text;

namespace LiteLlm.AgentSdk;

/// <summary>Reads and writes a flag that may be written in different ways.</summary>
internal static class JsonFlag
{
    /// <summary>
    /// Returns false for false, 0, an empty string, and "false" or "0" as strings; true for other values; null if there is none.
    /// </summary>
    public static bool? Read(RawJson? json) =>
        json is null || json.Utf8.SequenceEqual("null"u8) ? null
            : Encoding.UTF8.GetString(json.Utf8) is not ("false" or "0" or "\"\"" or "\"false\"" or "\"0\"");

    public static RawJson From(bool value) => new(value ? "true"u8.ToArray() : "false"u8.ToArray());
}

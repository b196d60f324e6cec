using System.Text;

namespace LiteLlm.AgentSdk;

/// <summary>Yes or no, however it was written.</summary>
internal static class JsonFlag
{
    /// <summary>Whether the JSON says yes: what is there and is not false, 0 or an empty text does. Null when nothing was said.</summary>
    public static bool? Read(RawJson? json) =>
        json is null || json.Utf8.SequenceEqual("null"u8) ? null
            : Encoding.UTF8.GetString(json.Utf8) is not ("false" or "0" or "\"\"" or "\"false\"" or "\"0\"");

    public static RawJson From(bool value) => new(value ? "true"u8.ToArray() : "false"u8.ToArray());
}

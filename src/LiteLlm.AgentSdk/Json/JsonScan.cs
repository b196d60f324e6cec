using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Finds one member of a JSON object without parsing the others.</summary>
internal static class JsonScan
{
    /// <summary>
    /// Returns the string member with a name; null if the JSON is not an object, or has no such member, or if it is not a string. Equal
    /// values share one string.
    /// </summary>
    public static string? GetString(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        Utf8JsonReader reader = new(json, LapJson.ReaderOptions);
        return Find(ref reader, name) && reader.TokenType == JsonTokenType.String ? IdCache.ReadText(ref reader) : null;
    }

    /// <summary>Moves the reader from the start of its JSON to the value of the member with a name.</summary>
    public static bool Find(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.Read() && reader.TokenType == JsonTokenType.StartObject && FindMember(ref reader, name);

    /// <summary>Moves the reader from the start of an object to the value of the member with a name.</summary>
    public static bool FindMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool found = NameIs(ref reader, name);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    /// <summary>Returns whether the property name or string at the reader's position equals a text.</summary>
    public static bool NameIs(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped
            ? JsonText.ReadString(ref reader) == Encoding.UTF8.GetString(name)
            : reader.ValueSpan.SequenceEqual(name);
}

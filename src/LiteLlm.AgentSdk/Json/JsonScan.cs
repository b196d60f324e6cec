using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Looking for one member of a JSON object without parsing the rest of it.</summary>
internal static class JsonScan
{
    /// <summary>
    /// The string member of that name; null when the JSON is not an object, has none, or it is not a string. Repeated values share one
    /// string.
    /// </summary>
    public static string? GetString(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        Utf8JsonReader reader = new(json, LapJson.ReaderOptions);
        return Find(ref reader, name) && reader.TokenType == JsonTokenType.String ? IdCache.ReadText(ref reader) : null;
    }

    /// <summary>Moves the reader, which is at the start of its JSON, to the value of the member of that name.</summary>
    public static bool Find(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.Read() && reader.TokenType == JsonTokenType.StartObject && FindMember(ref reader, name);

    /// <summary>Moves the reader, which is at the start of an object, to the value of the member of that name.</summary>
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

    /// <summary>Whether the property name, or string, that the reader stands on is that text.</summary>
    public static bool NameIs(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped
            ? JsonText.ReadString(ref reader) == Encoding.UTF8.GetString(name)
            : reader.ValueSpan.SequenceEqual(name);
}

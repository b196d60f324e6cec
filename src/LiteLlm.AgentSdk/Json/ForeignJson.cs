using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads, writes and shows JSON that other programs made. <see cref="JsonElement"/>'s own members throw on JSON that is valid on the wire
/// and still holds half of a surrogate pair, and readers and writers refuse JSON that is deeper than their limits. The members of this
/// class never do.
/// </summary>
internal static class ForeignJson
{
    /// <summary>
    /// Deeper than any body can be. Reading does not recurse; where typed content is read, <see cref="MaxTypedDepth"/> holds.
    /// </summary>
    public const int MaxDepth = int.MaxValue / 2;

    /// <summary>How deep typed content is read; what is nested deeper is kept as JSON. Typed readers recurse.</summary>
    public const int MaxTypedDepth = 64;

    /// <summary>
    /// How deep an element of JSON of that length may be: at least 1,000 levels, and more if the JSON is short. The framework makes
    /// elements in a time that grows with the product of depth and length: what is nested deeper becomes a string of its JSON.
    /// </summary>
    public static int MaxElementDepth(int length) => Math.Clamp(1_000_000_000 / Math.Max(length, 1), 1_000, 16_384);

    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>
    /// Reads one JSON value. Numbers that JSON does not have (<c>NaN</c>, <c>Infinity</c>) become strings, and so does what is nested
    /// deeper than <see cref="MaxElementDepth"/> says.
    /// </summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> utf8)
    {
        int depth = MaxElementDepth(utf8.Length);
        try
        {
            return ParseExact(utf8, depth);
        }
        catch (JsonException)
        {
            // Folding makes the text longer, which must not lower the limit that it was folded to.
            byte[] repaired = JsonRepair.Repair(utf8) ?? utf8.ToArray();
            return ParseExact(JsonRepair.Fold(repaired, depth), depth);
        }
    }

    /// <summary>
    /// Reads the value that the reader stands on, as <see cref="Parse(ReadOnlySpan{byte})"/> does. The reader ends on the value's last
    /// token.
    /// </summary>
    public static JsonElement Read(ref Utf8JsonReader reader) => Parse(JsonText.ReadRaw(ref reader));

    /// <summary>Reads one JSON value.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonElement Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>Writes a value by copying its bytes.</summary>
    public static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
        }
    }

    /// <summary>Writes a value by copying its bytes, on one line: line ends between its tokens become blanks.</summary>
    public static void WriteOnOneLine(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined || JsonMarshal.GetRawUtf8Value(value).IndexOfAny((byte)'\r', (byte)'\n') < 0)
        {
            Write(writer, value);
            return;
        }

        // Within a JSON string a line end is always escaped.
        byte[] line = JsonMarshal.GetRawUtf8Value(value).ToArray();
        foreach (ref byte unit in line.AsSpan())
        {
            unit = unit is (byte)'\r' or (byte)'\n' ? (byte)' ' : unit;
        }

        writer.WriteRawValue(line, skipInputValidation: true);
    }

    /// <summary>The content of a string, half a surrogate pair replaced by U+FFFD; null for any other value.</summary>
    public static string? GetString(JsonElement value) => JsonText.GetString(value) is { } text ? ToWellFormed(text) : null;

    /// <summary>
    /// The content of a string, and the JSON of any other value; half a surrogate pair is replaced by U+FFFD. Empty for an undefined
    /// element.
    /// </summary>
    public static string GetText(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? "" : GetString(value) ?? GetJson(value);

    /// <summary>The JSON of a value, as it came. Empty for an undefined element.</summary>
    public static string GetJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? "" : Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));

    /// <summary>The name of a property, half a surrogate pair replaced by U+FFFD.</summary>
    public static string GetName(JsonProperty property) =>
        ToWellFormed(JsonText.Unescape(JsonMarshal.GetRawUtf8PropertyName(property)));

    /// <summary>
    /// Gets a member of an object; false when the element is not an object or has no such member. Of members with the same name the last
    /// counts.
    /// </summary>
    public static bool TryGet(JsonElement value, string name, out JsonElement member)
    {
        member = default;
        if (value.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        try
        {
#pragma warning disable RS0030 // This is where its exception is caught.
            return value.TryGetProperty(name, out member);
#pragma warning restore RS0030
        }
        catch (InvalidOperationException)
        {
            // Another member's name holds half of a surrogate pair, and the framework can't compare it.
        }

        bool found = false;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (JsonText.Unescape(JsonMarshal.GetRawUtf8PropertyName(property)) == name)
            {
                member = property.Value;
                found = true;
            }
        }

        return found;
    }

    /// <summary>The text with U+FFFD in place of each half of a surrogate pair.</summary>
    public static string ToWellFormed(string text)
    {
        bool isWellFormed = true;
        for (int i = 0; i < text.Length && isWellFormed; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                isWellFormed = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
                i++;
            }
        }

        if (isWellFormed)
        {
            return text;
        }

        StringBuilder repaired = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            // The enumerator gives U+FFFD for what is not a character.
            repaired.Append(rune.ToString());
        }

        return repaired.ToString();
    }

    private static JsonElement ParseExact(ReadOnlySpan<byte> utf8, int depth)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = depth });
#pragma warning disable RS0030 // The reader's limit bounds the depth.
        JsonElement value = JsonElement.ParseValue(ref reader);
#pragma warning restore RS0030

        // Throws when something follows the value.
        reader.Read();
        return value;
    }
}

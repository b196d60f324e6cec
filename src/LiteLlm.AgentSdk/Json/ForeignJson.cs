using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads, writes and prints JSON from other programs. The members of <see cref="JsonElement"/> throw on JSON with an unpaired surrogate,
/// although such JSON is valid, and the framework's readers and writers reject JSON that is nested deeper than their limits. The members of
/// this class accept both.
/// </summary>
internal static class ForeignJson
{
    /// <summary>
    /// The depth limit for readers that do not recurse, larger than any possible depth. Typed content has <see cref="MaxTypedDepth"/>.
    /// </summary>
    public const int MaxDepth = int.MaxValue / 2;

    /// <summary>The depth limit for typed content, because typed readers recurse. Deeper content is kept as JSON.</summary>
    public const int MaxTypedDepth = 64;

    /// <summary>
    /// Returns the depth limit for an element of a given length in bytes: at least 1,000 levels, and more for short JSON. The time that the
    /// framework needs to parse an element grows with the product of depth and length. Deeper content becomes a string that contains its
    /// JSON.
    /// </summary>
    public static int MaxElementDepth(int length) => Math.Clamp(1_000_000_000 / Math.Max(length, 1), 1_000, 16_384);

    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>
    /// Reads one JSON value. Numbers that JSON does not allow (<c>NaN</c>, <c>Infinity</c>) become strings, and so do values that are
    /// nested deeper than <see cref="MaxElementDepth"/>.
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
            // Fold makes the text longer. The limit is that of the original length.
            byte[] repaired = JsonRepair.Repair(utf8) ?? utf8.ToArray();
            return ParseExact(JsonRepair.Fold(repaired, depth), depth);
        }
    }

    /// <summary>
    /// Reads the value at the reader's position, as <see cref="Parse(ReadOnlySpan{byte})"/> does. Afterwards the reader is at the value's
    /// last token.
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

    /// <summary>Writes a value on one line by copying its bytes. Line ends between its tokens become spaces.</summary>
    public static void WriteOnOneLine(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined || JsonMarshal.GetRawUtf8Value(value).IndexOfAny((byte)'\r', (byte)'\n') < 0)
        {
            Write(writer, value);
            return;
        }

        // Inside a JSON string, line ends are always escaped.
        byte[] line = JsonMarshal.GetRawUtf8Value(value).ToArray();
        foreach (ref byte unit in line.AsSpan())
        {
            unit = unit is (byte)'\r' or (byte)'\n' ? (byte)' ' : unit;
        }

        writer.WriteRawValue(line, skipInputValidation: true);
    }

    /// <summary>Returns the content of a string, with U+FFFD in place of unpaired surrogates; null for other values.</summary>
    public static string? GetString(JsonElement value) => JsonText.GetString(value) is { } text ? ToWellFormed(text) : null;

    /// <summary>
    /// Returns the content of a string, with U+FFFD in place of unpaired surrogates, or the JSON of another value; empty for an undefined
    /// element.
    /// </summary>
    public static string GetText(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? "" : GetString(value) ?? GetJson(value);

    /// <summary>Returns the unchanged JSON of a value; empty for an undefined element.</summary>
    public static string GetJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? "" : Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));

    /// <summary>Returns the name of a property, with U+FFFD in place of unpaired surrogates.</summary>
    public static string GetName(JsonProperty property) =>
        ToWellFormed(JsonText.Unescape(JsonMarshal.GetRawUtf8PropertyName(property)));

    /// <summary>
    /// Gets a member of an object; false if the element is not an object or has no such member. If several members have the same name,
    /// returns the last one.
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
            // The name of another member contains an unpaired surrogate, which the framework can't compare.
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

    /// <summary>Returns the text with U+FFFD in place of each unpaired surrogate.</summary>
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
            // The enumerator yields U+FFFD for an unpaired surrogate.
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

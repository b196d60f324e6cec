using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A JSON value kept as its original bytes, including number literals, key order and white space. It is parsed to a
/// <see cref="JsonElement"/> only when <see cref="Element"/> is first read.
/// </summary>
[JsonConverter(typeof(RawJsonConverter))]
internal sealed class RawJson : IEquatable<RawJson>
{
    // One of three: the bytes, until Element is first read; then the boxed element, which holds the same bytes; or a Parsed with both, when
    // the element had to differ from the bytes. The field is replaced in a single write, so two threads may safely parse at the same time.
    private object _value;

    public RawJson(byte[] utf8) => _value = utf8;

    private RawJson(JsonElement element) => _value = element;

    public ReadOnlySpan<byte> Utf8 => _value switch
    {
        byte[] bytes => bytes,
        Parsed both => both.Utf8,
        object element => JsonMarshal.GetRawUtf8Value((JsonElement)element), // the only other type that is stored
    };

    public JsonElement Element
    {
        get
        {
            object value = _value;
            if (value is JsonElement element)
            {
                return element;
            }

            if (value is Parsed parsed)
            {
                return parsed.Element;
            }

            byte[] bytes = (byte[])value;
            element = ForeignJson.Parse(bytes);
            _value = JsonMarshal.GetRawUtf8Value(element).Length == bytes.Length ? element : new Parsed(bytes, element);
            return element;
        }
    }

    /// <summary>Creates the raw form of an element; null if the element is undefined.</summary>
    public static RawJson? From(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? null : new(element);

    /// <summary>
    /// The bytes and an element that differs from them: <see cref="ForeignJson.Parse(ReadOnlySpan{byte})"/> turns values that are nested
    /// too deep, and numbers that JSON does not have, into strings.
    /// </summary>
    private sealed record Parsed(byte[] Utf8, JsonElement Element);

    public bool Equals(RawJson? other) => other is not null && Utf8.SequenceEqual(other.Utf8);

    public override bool Equals(object? obj) => Equals(obj as RawJson);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Utf8);
        return hash.ToHashCode();
    }

    public override string ToString() => Encoding.UTF8.GetString(Utf8);
}

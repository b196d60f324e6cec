using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A JSON value kept as its bytes: number literals, key order and white space included. It becomes a <see cref="JsonElement"/> when someone
/// asks for one.
/// </summary>
[JsonConverter(typeof(RawJsonConverter))]
internal sealed class RawJson : IEquatable<RawJson>
{
    // byte[] until an element is asked for, then the boxed element, which holds the bytes, or both when the element is not the bytes'.
    // Replaced in one write; two threads may both do it.
    private object _value;

    public RawJson(byte[] utf8) => _value = utf8;

    private RawJson(JsonElement element) => _value = element;

    public ReadOnlySpan<byte> Utf8 => _value switch
    {
        byte[] bytes => bytes,
        Parsed both => both.Utf8,
        object element => JsonMarshal.GetRawUtf8Value((JsonElement)element), // once an element, always one
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

    /// <summary>The raw form of an element; none of an undefined one.</summary>
    public static RawJson? From(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? null : new(element);

    /// <summary>Bytes that are nested deeper than an element can be.</summary>
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

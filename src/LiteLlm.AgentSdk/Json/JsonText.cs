using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads strings and other JSON values as text. No member throws because of an unpaired surrogate.</summary>
internal static class JsonText
{
    /// <summary>
    /// Returns the string or property name at the reader's position. An unpaired surrogate, such as half of an emoji that a harness has
    /// split, is kept, so that concatenating both halves gives the emoji again. Invalid UTF-8 becomes U+FFFD.
    /// </summary>
    public static string ReadString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Unescape(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        }
    }

    /// <summary>
    /// Returns the content of a string, or the JSON text of another value. Afterwards the reader is at the value's last token.
    /// </summary>
    public static string ReadText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? ReadString(ref reader) : Encoding.UTF8.GetString(ReadRaw(ref reader));

    /// <summary>Returns the content of a string element; null for other elements.</summary>
    public static string? GetString(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
#pragma warning disable RS0030 // This is where its exception is caught.
            return element.GetString();
#pragma warning restore RS0030
        }
        catch (InvalidOperationException)
        {
            return Unescape(JsonMarshal.GetRawUtf8Value(element)[1..^1]);
        }
    }

    /// <summary>Returns the content of a string member of an object; null if there is none.</summary>
    public static string? GetString(JsonElement element, string name) =>
        ForeignJson.TryGet(element, name, out JsonElement member) ? GetString(member) : null;

    /// <summary>
    /// Returns the unchanged bytes of the value at the reader's position. Afterwards the reader is at the value's last token.
    /// </summary>
    public static byte[] ReadRaw(ref Utf8JsonReader reader)
    {
        if (reader.Position.GetObject() is not null)
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray();
        }

        ReadOnlySpan<byte> token = reader.ValueSpan;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                byte[] quoted = new byte[token.Length + 2];
                quoted[0] = (byte)'"';
                token.CopyTo(quoted.AsSpan(1));
                quoted[^1] = (byte)'"';
                return quoted;

            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                // The reader reads a single span, because it has no sequence position. The token is the first byte of the value in this
                // span.
                long start = reader.TokenStartIndex;
                reader.Skip();
                return MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetReference(token),
                    checked((int)(reader.BytesConsumed - start))).ToArray();

            default:
                return token.ToArray();
        }
    }

    /// <summary>Returns the content of a JSON string that is given without its quotes.</summary>
    public static string Unescape(ReadOnlySpan<byte> escaped)
    {
        StringBuilder text = new(escaped.Length);
        while (true)
        {
            int backslash = escaped.IndexOf((byte)'\\');
            if (backslash < 0 || backslash + 1 >= escaped.Length)
            {
                return text.Append(Encoding.UTF8.GetString(escaped)).ToString();
            }

            text.Append(Encoding.UTF8.GetString(escaped[..backslash]));
            byte kind = escaped[backslash + 1];
            escaped = escaped[(backslash + 2)..];
            if (kind == (byte)'u' && escaped.Length >= 4
                && ushort.TryParse(escaped[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
            {
                text.Append((char)unit);
                escaped = escaped[4..];
                continue;
            }

            text.Append(kind switch
            {
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                _ => (char)kind,
            });
        }
    }
}

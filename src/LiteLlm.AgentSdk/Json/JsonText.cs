using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reading JSON values as what they are, without ever refusing one.</summary>
internal static class JsonText
{
    /// <summary>
    /// The text of the string or property name that the reader stands on. A lone surrogate (half of an emoji that a harness has cut in two)
    /// stays what it is, so that two halves put together again are whole; bytes that are no UTF-8 become U+FFFD.
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
    /// The text of any value: of a string its content, of anything else its JSON text. The reader ends on the value's last token.
    /// </summary>
    public static string ReadText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? ReadString(ref reader) : Encoding.UTF8.GetString(ReadRaw(ref reader));

    /// <summary>The content of a string element; null for anything else.</summary>
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

    /// <summary>The content of a string member of an object element; null when there is none.</summary>
    public static string? GetString(JsonElement element, string name) =>
        ForeignJson.TryGet(element, name, out JsonElement member) ? GetString(member) : null;

    /// <summary>The bytes of the value that the reader stands on, verbatim. The reader ends on the value's last token.</summary>
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
                // The reader is over one span (it has no sequence position), and this token is the value's first byte in it.
                long start = reader.TokenStartIndex;
                reader.Skip();
                return MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetReference(token),
                    checked((int)(reader.BytesConsumed - start))).ToArray();

            default:
                return token.ToArray();
        }
    }

    /// <summary>The content of a JSON string, given without its quotes.</summary>
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

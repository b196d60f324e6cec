using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Repairs bytes that are almost JSON: it removes byte order marks, and replaces invalid UTF-8, numbers that JSON does not allow, and names
/// with unpaired surrogates.
/// </summary>
internal static class JsonRepair
{
    /// <summary>Converts a body to UTF-8, without a byte order mark and with U+FFFD in place of invalid bytes.</summary>
    /// <returns>The same array if nothing had to be changed.</returns>
    public static byte[] ToUtf8(byte[] body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => ToUtf8(body[3..]),
        [0xFF, 0xFE, ..] when body.Length % 2 == 0 => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(body, 2, body.Length - 2)),
        [0xFE, 0xFF, ..] when body.Length % 2 == 0 => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(body, 2, body.Length - 2)),
        _ when Utf8.IsValid(body) => body,
        _ => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body)),
    };

    /// <summary>
    /// Returns the JSON with a string in place of <c>NaN</c>, <c>Infinity</c> and similar numbers, which Python writes, and with U+FFFD in
    /// place of unpaired surrogates in member names. The framework's reader rejects both. Null if there is nothing to repair.
    /// </summary>
    public static byte[]? Repair(ReadOnlySpan<byte> json)
    {
        ArrayBufferWriter<byte>? repaired = null;
        int copied = 0;
        int position = 0;
        while (position < json.Length)
        {
            byte unit = json[position];
            int start = position;
            if (unit == (byte)'"')
            {
                position = EndOfString(json, position);
                ReadOnlySpan<byte> content = json[(start + 1)..Math.Max(start + 1, position - 1)];
                if (content.IndexOf((byte)'\\') >= 0 && IsName(json, position) && JsonText.Unescape(content) is var name
                    && ForeignJson.ToWellFormed(name) is var whole && whole != name)
                {
                    Replace(json, $"\"{JsonEncodedText.Encode(whole)}\"", start);
                }
            }
            else if (IsWord(unit) || unit is (byte)'-' or (byte)'+')
            {
                position++;
                while (position < json.Length && IsWord(json[position]))
                {
                    position++;
                }

                if (IsNoNumber(json[start..position]))
                {
                    Replace(json, $"\"{Encoding.ASCII.GetString(json[start..position])}\"", start);
                }
            }
            else
            {
                position++;
            }
        }

        if (repaired is null)
        {
            return null;
        }

        repaired.Write(json[copied..]);
        return repaired.WrittenSpan.ToArray();

        void Replace(ReadOnlySpan<byte> json, string with, int start)
        {
            repaired ??= new ArrayBufferWriter<byte>(json.Length + 64);
            repaired.Write(json[copied..start]);
            repaired.Write(Encoding.UTF8.GetBytes(with));
            copied = position;
        }
    }

    /// <summary>Returns the JSON with each value below a depth replaced by a string that contains the value's JSON.</summary>
    /// <exception cref="JsonException">The bytes are not JSON.</exception>
    public static byte[] Fold(ReadOnlySpan<byte> json, int maxDepth)
    {
        ArrayBufferWriter<byte> folded = new(json.Length + 64);
        int copied = 0;
        Utf8JsonReader reader = new(json, ForeignJson.ReaderOptions);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= maxDepth)
            {
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                folded.Write(json[copied..start]);
                folded.Write("\""u8);
                folded.Write(JsonEncodedText.Encode(json[start..(int)reader.BytesConsumed]).EncodedUtf8Bytes);
                folded.Write("\""u8);
                copied = (int)reader.BytesConsumed;
            }
        }

        folded.Write(json[copied..]);
        return folded.WrittenSpan.ToArray();
    }

    private static int EndOfString(ReadOnlySpan<byte> json, int start)
    {
        int position = start + 1;
        while (position < json.Length && json[position] != (byte)'"')
        {
            position += json[position] == (byte)'\\' ? 2 : 1;
        }

        return Math.Min(position + 1, json.Length);
    }

    private static bool IsName(ReadOnlySpan<byte> json, int afterString) => json[afterString..].TrimStart(" \t\r\n"u8) is [(byte)':', ..];

    private static bool IsWord(byte unit) => unit is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z');

    private static bool IsNoNumber(ReadOnlySpan<byte> word)
    {
        ReadOnlySpan<byte> name = word[0] is (byte)'-' or (byte)'+' ? word[1..] : word;
        return Ascii.EqualsIgnoreCase(name, "nan"u8) || Ascii.EqualsIgnoreCase(name, "infinity"u8) || Ascii.EqualsIgnoreCase(name, "inf"u8);
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A cache of the strings of ids, which are repeated in the events of a stream. It is a small direct-mapped table without locks. A slot
/// holds the last id with that hash, so a repeated id needs one hash and one comparison, and no allocation.
/// </summary>
internal static class IdCache
{
    private const int Slots = 1024;
    private const int LongestId = 96;

    private static readonly string?[] s_slots = new string?[Slots];

    /// <summary>Returns the string of a UTF-8 text without JSON escapes.</summary>
    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestId)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref string? slot = ref s_slots[Hash(utf8) % Slots];
        string? seen = Volatile.Read(ref slot);
        if (seen is not null && seen.Length == utf8.Length && Ascii.Equals(utf8, seen))
        {
            return seen;
        }

        string text = Encoding.UTF8.GetString(utf8);
        Volatile.Write(ref slot, text);
        return text;
    }

    // Uses all bytes, because ids may differ anywhere. A weak hash is sufficient: a collision only costs an allocation.
    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong Odd = 0x9E37_79B9_7F4A_7C15;
        ulong hash = (ulong)utf8.Length;
        while (utf8.Length >= sizeof(ulong))
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * Odd, 29);
            utf8 = utf8[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (byte unit in utf8)
        {
            rest = (rest << 8) | unit;
        }

        return (uint)(((hash ^ rest) * Odd) >> 40);
    }

    /// <summary>Returns the string at the reader's position, or the JSON text of another value.</summary>
    public static string ReadText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && !reader.HasValueSequence
            ? Get(reader.ValueSpan)
            : JsonText.ReadText(ref reader);
}

using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The strings of ids that come again and again in a stream. A small direct-mapped table without locks: a slot holds the id that was last
/// seen there, so a repeated id costs a hash and a comparison and allocates nothing.
/// </summary>
internal static class IdCache
{
    private const int Slots = 1024;
    private const int LongestId = 96;

    private static readonly string?[] s_slots = new string?[Slots];

    /// <summary>The string of a UTF-8 text that holds no JSON escapes.</summary>
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

    // All bytes count, since ids may differ anywhere; two that meet in a slot cost an allocation and nothing else, so that it need not be a
    // strong hash.
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

    /// <summary>The text of the value that the reader stands on; a value that is not a string gives its JSON text.</summary>
    public static string ReadText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && !reader.HasValueSequence
            ? Get(reader.ValueSpan)
            : JsonText.ReadText(ref reader);
}

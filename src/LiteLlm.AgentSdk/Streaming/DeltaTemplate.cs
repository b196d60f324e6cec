using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads a delta by comparing its frame with the previous one. The delta frames of one part differ only in the delta and in the event's
/// id, so most frames of a long answer need no JSON reader. A frame that differs elsewhere is left to <see cref="EventDecoder"/>.
/// </summary>
internal sealed class DeltaTemplate
{
    private static readonly SearchValues<byte> Special =
        SearchValues.Create([(byte)'"', (byte)'\\', .. ControlCharacters()]);

    // The last delta frame that EventDecoder read, and the positions of its id and its delta. The id's range is empty if there is no id.
    private byte[] _frame = [];
    private Range _beforeId;
    private Range _betweenIdAndDelta;
    private Range _afterDelta;
    private MessagePartDeltaEvent? _last;

    /// <summary>Reads a frame that differs from the remembered one only in the delta and in the event's id.</summary>
    /// <param name="frame">The JSON of the frame.</param>
    /// <param name="value">The event, equal to the result of <see cref="EventDecoder"/> for the frame.</param>
    public bool TryRead(ReadOnlySpan<byte> frame, [NotNullWhen(true)] out MessagePartDeltaEvent? value)
    {
        value = null;
        if (_last is null)
        {
            return false;
        }

        ReadOnlySpan<byte> remembered = _frame;
        ReadOnlySpan<byte> rest = frame;
        string? id = null;
        if (!TryConsume(ref rest, remembered[_beforeId]) || (_last.EventId is not null && !TryConsumeId(ref rest, out id)))
        {
            return false;
        }

        ReadOnlySpan<byte> end = remembered[_afterDelta];
        if (!TryConsume(ref rest, remembered[_betweenIdAndDelta]) || !rest.EndsWith(end) || ReadText(rest[..^end.Length]) is not { } delta)
        {
            return false;
        }

        value = _last.Next(delta, id);
        return true;
    }

    /// <summary>Remembers the frame of a delta as the template for the next frames.</summary>
    /// <param name="frame">The JSON of the frame.</param>
    /// <param name="value">The event that <see cref="EventDecoder"/> read from it.</param>
    public void Remember(ReadOnlySpan<byte> frame, MessagePartDeltaEvent value)
    {
        _last = null;
        if (!value.IsPlain || !TryFind(frame, "\"delta\":\""u8, value.Delta, out Range delta))
        {
            return;
        }

        Range id = ..0;
        if (value.EventId is { } eventId && (!TryFind(frame, "\"id\":\""u8, eventId, out id) || id.End.Value > delta.Start.Value))
        {
            return;
        }

        if (_frame.Length < frame.Length)
        {
            _frame = new byte[Math.Max(512, frame.Length)];
        }

        frame.CopyTo(_frame);
        _beforeId = ..id.Start;
        _betweenIdAndDelta = id.End..delta.Start;
        _afterDelta = delta.End..frame.Length;
        _last = value;
    }

    /// <summary>Finds the value of a member whose name occurs once, if the value is written without escapes.</summary>
    private static bool TryFind(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> name, string text, out Range value)
    {
        int start = frame.IndexOf(name) + name.Length;
        value = start..start;
        if (start < name.Length || frame[start..].IndexOf(name) >= 0)
        {
            return false;
        }

        int length = frame[start..].IndexOfAny(Special);
        if (length < 0 || frame[start + length] != (byte)'"' || Encoding.UTF8.GetString(frame.Slice(start, length)) != text)
        {
            return false;
        }

        value = start..(start + length);
        return true;
    }

    private static bool TryConsume(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> expected)
    {
        if (!rest.StartsWith(expected))
        {
            return false;
        }

        rest = rest[expected.Length..];
        return true;
    }

    private static bool TryConsumeId(ref ReadOnlySpan<byte> rest, out string? id)
    {
        int length = rest.IndexOfAny(Special);
        bool isPlain = length >= 0 && rest[length] == (byte)'"' && Ascii.IsValid(rest[..length]);
        id = isPlain ? Encoding.ASCII.GetString(rest[..length]) : null;
        rest = isPlain ? rest[length..] : rest;
        return isPlain;
    }

    /// <summary>Reads the content of a JSON string, without its quotes; null if it is not valid.</summary>
    private static string? ReadText(ReadOnlySpan<byte> inside)
    {
        if (!Utf8.IsValid(inside))
        {
            return null;
        }

        int special = inside.IndexOfAny(Special);
        if (special < 0)
        {
            return Encoding.UTF8.GetString(inside);
        }

        return inside[special] == (byte)'\\' ? Unescape(inside) : null;
    }

    private static string? Unescape(ReadOnlySpan<byte> inside)
    {
        byte[] literal = ArrayPool<byte>.Shared.Rent(inside.Length + 2);
        try
        {
            literal[0] = literal[inside.Length + 1] = (byte)'"';
            inside.CopyTo(literal.AsSpan(1));
            Utf8JsonReader reader = new(literal.AsSpan(0, inside.Length + 2));
            return reader.Read() && reader.BytesConsumed == inside.Length + 2 ? reader.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // An unpaired surrogate, or invalid JSON: EventDecoder handles the frame.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(literal);
        }
    }

    private static byte[] ControlCharacters()
    {
        byte[] all = new byte[' '];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = (byte)i;
        }

        return all;
    }
}

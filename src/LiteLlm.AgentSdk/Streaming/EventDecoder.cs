using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads the event in the JSON of a frame. One pass over the frame finds the type and the position of the content, in any order of the
/// members. The content is then read directly into the record of the type, without an intermediate string or document.
/// </summary>
internal static class EventDecoder
{
    /// <summary>
    /// Reads a frame. It never throws and never drops a frame: an event without a record type, or one that does not fit its record type,
    /// becomes an <see cref="UnknownEvent"/> with the whole JSON. A frame that is not a JSON object becomes one with the frame's text.
    /// </summary>
    public static SessionEvent Decode(ReadOnlySpan<byte> data)
    {
        SessionEvent result = DecodeExact(data);
        if (result is not UnknownEvent unknown || !IsWorthRepairing(unknown) || JsonRepair.Repair(data) is not { } repaired)
        {
            return result;
        }

        SessionEvent second = DecodeExact(repaired);
        return second is not UnknownEvent || (unknown.Text is not null && second is UnknownEvent { Text: null }) ? second : result;
    }

    /// <summary>
    /// Returns whether a repair may make the frame readable. Repairable are numbers that JSON does not allow, such as NaN, and member names
    /// that are not valid text.
    /// </summary>
    private static bool IsWorthRepairing(UnknownEvent value) =>
        value.Text is not null || KnownEvents.Find(Encoding.UTF8.GetBytes(value.Type), value.Frame.IsWrapped) is not null;

    private static SessionEvent DecodeExact(ReadOnlySpan<byte> data)
    {
        if (!Utf8.IsValid(data))
        {
            // Replaces invalid UTF-8 here. Otherwise it would throw much later, when the caller reads it as text.
            data = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(data));
        }

        FrameScan top = default;
        FrameScan inner = default;
        Utf8JsonReader reader = new(data, LapJson.ReaderOptions);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return new UnknownEvent(Encoding.UTF8.GetString(data));
            }

            top.Read(ref reader, data, ref inner, isTop: true);
            reader.Read();
        }
        catch (JsonException)
        {
            return new UnknownEvent(Encoding.UTF8.GetString(data));
        }

        bool wrapped = top.HasEvent && top.TypeOf(data).SequenceEqual("harness_event"u8);
        if (!wrapped)
        {
            top.HasOthers |= top.HasEvent;
            return ToEvent(data, in top, EventFrame.Of(wrapped: false, top.HasProperties));
        }

        EventFrame frame = EventFrame.Of(wrapped: true, inner.HasProperties);
        if (top.HasOthers || top.HasProperties || !top.Id.IsAbsent || !top.Sequence.IsAbsent)
        {
            frame = frame with { WrapperMembers = FrameScan.Others(top.WholeOf(data), static name => name is "type" or "event") };
        }

        return ToEvent(data, in inner, frame);
    }

    private static SessionEvent ToEvent(ReadOnlySpan<byte> data, in FrameScan scan, EventFrame frame)
    {
        SessionEvent? result = scan.Content;
        if (result is { Fits: true } && !scan.HasOthers && scan.Sequence.IsAbsent)
        {
            result.EventIdJson = scan.Id;
            result.Frame = frame;
            return result;
        }

        ReadOnlySpan<byte> type = scan.TypeOf(data);
        if (KnownEvents.Find(type, frame.IsWrapped) is { } content)
        {
            byte[]? others = null;
            if (scan.HasOthers)
            {
                bool hasProperties = scan.HasProperties;
                others = FrameScan.Others(
                    scan.WholeOf(data),
                    hasProperties ? static name =>
                        name is "type" or "id" or "seq" or "properties" : static name => name is "type" or "id" or "seq");
            }

            try
            {
                result ??= scan.HasProperties ? content.Read(scan.PropertiesOf(data)) : ReadFlat(content, others);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The event does not fit its record. The code below returns it as an UnknownEvent.
            }

            if (result is { Fits: true })
            {
                if (others is not null && scan.HasProperties)
                {
                    frame = frame with { Members = others };
                }
            }
            else
            {
                result = null;
            }
        }

        if (!scan.Sequence.IsAbsent)
        {
            frame = frame with { Sequence = scan.Sequence };
        }

        result ??= new UnknownEvent(IdCache.Get(type), new RawJson(scan.WholeOf(data).ToArray()))
        {
            HarnessSessionIdJson =
                new(JsonScan.GetString(scan.HasProperties ? scan.PropertiesOf(data) : scan.WholeOf(data), "sessionID"u8)),
        };
        result.EventIdJson = scan.Id;
        result.Frame = frame;
        return result;
    }

    private static SessionEvent? ReadFlat(EventContentReader reader, byte[]? members)
    {
        if (members is null)
        {
            return reader.Read([]);
        }

        byte[] content = ArrayPool<byte>.Shared.Rent(members.Length + 2);
        try
        {
            content[0] = (byte)'{';
            members.CopyTo(content, 1);
            content[members.Length + 1] = (byte)'}';
            return reader.Read(content.AsSpan(0, members.Length + 2));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(content);
        }
    }
}

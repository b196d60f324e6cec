using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Writes an event as the JSON of its frame.</summary>
internal static class EventEncoder
{
    private static readonly JsonWriterOptions s_writerOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = LapJson.MaxDepth,
        SkipValidation = true,
    };

    public static ReadOnlyMemory<byte> Encode(SessionEvent value)
    {
        ArrayBufferWriter<byte> json = new();
        EventFrame frame = value.Frame;
        if (!frame.IsWrapped)
        {
            WriteEvent(json, value);
            return json.WrittenMemory;
        }

        json.Write("""{"type":"harness_event","event":"""u8);
        WriteEvent(json, value);
        WriteMembers(json, frame.WrapperMembers);
        json.Write("}"u8);
        return json.WrittenMemory;
    }

    private static void WriteEvent(ArrayBufferWriter<byte> json, SessionEvent value)
    {
        if (value is UnknownEvent { Raw: { } raw })
        {
            json.Write(raw.Utf8);
            return;
        }

        EventFrame frame = value.Frame;
        json.Write("""{"type":"""u8);
        WriteValue(json, writer => writer.WriteStringValue(value.Type));
        if (!value.EventIdJson.IsAbsent)
        {
            json.Write(""","id":"""u8);
            WriteValue(json, value.EventIdJson.Write);
        }

        if (!frame.Sequence.IsAbsent)
        {
            json.Write(""","seq":"""u8);
            WriteValue(json, frame.Sequence.Write);
        }

        WriteMembers(json, frame.Members);
        ReadOnlySpan<byte> content = Content(value);
        if (frame.HasProperties)
        {
            json.Write(""","properties":"""u8);
            json.Write(content);
        }
        else
        {
            WriteMembers(json, content[1..^1]);
        }

        json.Write("}"u8);
    }

    private static ReadOnlySpan<byte> Content(SessionEvent value)
    {
        ArrayBufferWriter<byte> content = new();
        WriteValue(content, writer => JsonSerializer.Serialize(writer, value, LapJson.Options.GetTypeInfo(value.GetType())));
        return content.WrittenSpan;
    }

    private static void WriteMembers(ArrayBufferWriter<byte> json, ReadOnlySpan<byte> members)
    {
        if (!members.IsEmpty)
        {
            json.Write(","u8);
            json.Write(members);
        }
    }

    private static void WriteValue(ArrayBufferWriter<byte> json, Action<Utf8JsonWriter> write)
    {
        using Utf8JsonWriter writer = new(json, s_writerOptions);
        write(writer);
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>
/// The lower bound: the cost of creating the same records with a scanner that is written by hand only for the recorded streams. It trusts
/// every byte (no white space, no odd types, no checks), reads each once, and remembers the last id of each member. Rare frames are left to
/// the SDK's own readers.
/// </summary>
internal sealed class HandScanner
{
    private static readonly SearchValues<byte> s_structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> s_stringEnd = SearchValues.Create("\"\\"u8);

    private LastSeen _message = new();
    private LastSeen _part = new();
    private LastSeen _session = new();
    private LastSeen _field = new();

    /// <summary>Reads a stream to its end.</summary>
    public async IAsyncEnumerable<SessionEvent> ReadAsync(Stream stream)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        int start = 0;
        int end = 0;
        while (true)
        {
            while (buffer.AsSpan(start, end - start).IndexOf((byte)'\n') is >= 0 and var line)
            {
                int from = start;
                start += line + 1;
                if (line > 0)
                {
                    yield return Decode(buffer.AsSpan(from + 6, line - 6));
                }
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            int read = await stream.ReadAsync(buffer.AsMemory(end));
            if (read == 0)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                yield break;
            }

            end += read;
        }
    }

    /// <summary>Reads a frame's JSON.</summary>
    public SessionEvent Decode(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> json = data;
        bool wrapped = json.StartsWith("{\"type\":\"harness_event\",\"event\":"u8);
        int at = wrapped ? "{\"type\":\"harness_event\",\"event\":".Length : 0;
        WireString id = default;
        at++;
        if (json[at..].StartsWith("\"id\":"u8))
        {
            at += 5;
            id = new(Encoding.UTF8.GetString(String(json, ref at, out _)));
            at++;
        }

        if (!json[at..].StartsWith("\"type\":"u8))
        {
            return EventDecoder.Decode(data);
        }

        at += 7;
        ReadOnlySpan<byte> type = String(json, ref at, out _);
        if (!json[at..].StartsWith(",\"properties\":"u8))
        {
            return EventDecoder.Decode(data);
        }

        at += ",\"properties\":".Length;
        SessionEvent? result = null;
        if (type.SequenceEqual("message.part.delta"u8))
        {
            result = Delta(json, at);
        }
        else if (type.SequenceEqual("claude_sdk_message"u8))
        {
            result = Claude(json, at);
        }
        else if (KnownEvents.Find(type, wrapped) is { } read)
        {
            Utf8JsonReader reader = new(json[at..], isFinalBlock: true, new JsonReaderState(LapJson.ReaderOptions));
            reader.Read();
            result = read.ReadInPlace(ref reader);
        }

        if (result is null)
        {
            return EventDecoder.Decode(data);
        }

        result.EventIdJson = id;
        result.Frame = EventFrame.Of(wrapped, properties: true);
        return result;
    }

    private MessagePartDeltaEvent Delta(ReadOnlySpan<byte> json, int at)
    {
        MessagePartDeltaEvent result = new();
        while (json[at++] != (byte)'}')
        {
            ReadOnlySpan<byte> name = String(json, ref at, out _);
            at++;
            ReadOnlySpan<byte> value = String(json, ref at, out bool escaped);
            if (name.SequenceEqual("delta"u8))
            {
                result.DeltaJson = new(escaped ? JsonText.Unescape(value) : Encoding.UTF8.GetString(value));
            }
            else if (name.SequenceEqual("messageID"u8))
            {
                result.MessageIdJson = new(_message.Get(value));
            }
            else if (name.SequenceEqual("partID"u8))
            {
                result.PartIdJson = new(_part.Get(value));
            }
            else if (name.SequenceEqual("field"u8))
            {
                result.FieldJson = new(_field.Get(value));
            }
            else if (name.SequenceEqual("sessionID"u8))
            {
                result.HarnessSessionIdJson = new(_session.Get(value));
            }
        }

        return result;
    }

    private ClaudeSdkMessageEvent Claude(ReadOnlySpan<byte> json, int at)
    {
        ClaudeSdkMessageEvent result = new();
        while (json[at++] != (byte)'}')
        {
            ReadOnlySpan<byte> name = String(json, ref at, out _);
            at++;
            if (name.SequenceEqual("message"u8))
            {
                int from = at;
                Skip(json, ref at);
                result.MessageJson = new(json[from..at].ToArray());
            }
            else
            {
                result.HarnessSessionIdJson = new(_session.Get(String(json, ref at, out _)));
            }
        }

        return result;
    }

    // Reads the string at the opening quote, and moves behind its closing quote.
    private static ReadOnlySpan<byte> String(ReadOnlySpan<byte> json, ref int at, out bool escaped)
    {
        int from = ++at;
        escaped = false;
        while (true)
        {
            at += json[at..].IndexOfAny(s_stringEnd);
            if (json[at] == (byte)'"')
            {
                return json[from..at++];
            }

            escaped = true;
            at += 2;
        }
    }

    // Moves from an opening brace or bracket behind the closing one.
    private static void Skip(ReadOnlySpan<byte> json, ref int at)
    {
        int depth = 0;
        do
        {
            at += json[at..].IndexOfAny(s_structure);
            switch (json[at])
            {
                case (byte)'"':
                    String(json, ref at, out _);
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    at++;
                    break;
                default:
                    depth--;
                    at++;
                    break;
            }
        }
        while (depth > 0);
    }

    private struct LastSeen
    {
        private byte[] _utf8;
        private string _text;

        public LastSeen()
        {
            _utf8 = [];
            _text = "";
        }

        public string Get(ReadOnlySpan<byte> utf8)
        {
            if (!utf8.SequenceEqual(_utf8))
            {
                _utf8 = utf8.ToArray();
                _text = Encoding.UTF8.GetString(utf8);
            }

            return _text;
        }
    }
}

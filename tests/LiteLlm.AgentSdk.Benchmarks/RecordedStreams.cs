using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>The recorded streams of a running platform, byte for byte.</summary>
internal static class RecordedStreams
{
    /// <summary>A long turn of the claude-agent-sdk harness, which sends every token twice, wrapped.</summary>
    public static byte[] Claude { get; } = Read("sessions-claude-agent-sdk/message_stream.LONG50-SLOW20");

    /// <summary>One turn of the opencode harness, with its event ids and whole infos.</summary>
    public static byte[] OpenCode { get; } = Read("sessions-opencode-brain-inline/stream.during-message");

    /// <summary>A turn of the opencode harness as the answer to a message.</summary>
    public static byte[] OpenCodeTurn { get; } = Read("ends-opencode-brain-inline/abort.next-message_stream");

    /// <summary>A short turn of the claude-agent-sdk harness: the answer to <see cref="ShortTurnText"/>.</summary>
    public static byte[] ShortTurn { get; } = Read("sessions-claude-agent-sdk/message_stream.text");

    public const string ShortTurnText = "streamed hello";

    /// <summary>All recorded streams, concatenated.</summary>
    public static byte[] Mix { get; } = [.. All().SelectMany(static body => body)];

    /// <summary>The JSON of the recorded answer to get-agent.</summary>
    public static byte[] Agent { get; } = ReadJson("agents/get");

    /// <summary>The JSON of a recorded session with another id.</summary>
    public static byte[] Session(string id)
    {
        JsonObject session = JsonNode.Parse(ReadJson("sessions-claude-agent-sdk/get.ready"))!.AsObject();
        session["id"] = id;
        return Encoding.UTF8.GetBytes(session.ToJsonString());
    }

    public static byte[] Named(string name) => name switch
    {
        "claude" => Claude,
        "opencode" => OpenCode,
        "mix" => Mix,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such stream."),
    };

    /// <summary>The frames of a stream, each with its blank line.</summary>
    public static IReadOnlyList<byte[]> Frames(byte[] stream)
    {
        List<byte[]> frames = [];
        ReadOnlySpan<byte> rest = stream;
        while (rest.IndexOf("\n\n"u8) is >= 0 and var end)
        {
            frames.Add(rest[..(end + 2)].ToArray());
            rest = rest[(end + 2)..];
        }

        return frames;
    }

    /// <summary>Returns a long turn: the whole mix repeated without the ends of turns and streams, followed by an end.</summary>
    public static byte[] LongTurn(int times)
    {
        byte[] once = [.. Frames(Mix).Where(static frame => !EndsStream(frame)).SelectMany(static frame => frame)];
        using MemoryStream turn = new();
        for (int i = 0; i < times; i++)
        {
            turn.Write(once);
        }

        turn.Write(SessionIdle);
        return turn.ToArray();
    }

    public static ReadOnlySpan<byte> StreamOpened => "data: {\"type\":\"stream.opened\"}\n\n"u8;

    public static ReadOnlySpan<byte> SessionIdle =>
        "data: {\"type\":\"session.idle\",\"properties\":{\"sessionID\":\"ses_7c3d06ed2fe84d7fb4e00f54\"}}\n\n"u8;

    private static bool EndsStream(byte[] frame) =>
        EventDecoder.Decode(frame.AsSpan()["data: ".Length..^2]) is { IsTurnEnd: true } or StreamErrorEvent;

    private static IEnumerable<byte[]> All() =>
        Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(static file => Response(file))
            .Where(static response => response.TryGetProperty("sse", out _))
            .Select(static response => Encoding.UTF8.GetBytes(response.GetProperty("sse").GetString()!))
            .Where(static body => body.AsSpan().EndsWith("\n\n"u8));

    private static string Root => Path.Combine(AppContext.BaseDirectory, "Recordings");

    private static byte[] Read(string name) =>
        Encoding.UTF8.GetBytes(Response(Path.Combine(Root, name + ".json")).GetProperty("sse").GetString()!);

    private static byte[] ReadJson(string name) =>
        JsonSerializer.SerializeToUtf8Bytes(Response(Path.Combine(Root, name + ".json")).GetProperty("json"),
            LapJson.TypeInfo<JsonElement>());

    private static JsonElement Response(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.GetProperty("response").Clone();
    }
}

using System.Net.ServerSentEvents;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>The ways in which other SDKs decode the bytes of a stream to typed events.</summary>
internal static class OtherWays
{
    /// <summary>The parser returns a string, which becomes an element and then an object.</summary>
    public static async IAsyncEnumerable<SessionEvent> StringThenElementAsync(Stream stream)
    {
        SseParser<string> parser = SseParser.Create(stream);
        await foreach (SseItem<string> item in parser.EnumerateAsync())
        {
            yield return FromElement(JsonSerializer.Deserialize(item.Data, LapJson.TypeInfo<JsonElement>()));
        }
    }

    /// <summary>The parser returns a copy of the bytes, which a document keeps.</summary>
    public static async IAsyncEnumerable<SessionEvent> BytesThenDocumentAsync(Stream stream)
    {
        SseParser<byte[]> parser = SseParser.Create(stream, static (_, data) => data.ToArray());
        await foreach (SseItem<byte[]> item in parser.EnumerateAsync())
        {
            using JsonDocument document = JsonDocument.Parse(item.Data);
            yield return FromElement(document.RootElement);
        }
    }

    /// <summary>Reads lines with a reader, without a parser for server-sent events.</summary>
    public static async IAsyncEnumerable<SessionEvent> ReadLineAsync(Stream stream)
    {
        using StreamReader reader = new(stream);
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                yield return FromElement(JsonSerializer.Deserialize(line["data:".Length..].Trim(), LapJson.TypeInfo<JsonElement>()));
            }
        }
    }

    private static SessionEvent FromElement(JsonElement element)
    {
        bool wrapped = element.TryGetProperty("event", out JsonElement inner);
        if (wrapped)
        {
            element = inner;
        }

        string? id = element.TryGetProperty("id", out JsonElement member) ? member.GetString() : null;
        bool hasProperties = element.TryGetProperty("properties", out JsonElement properties);
        SessionEvent result = element.GetProperty("type").GetString() switch
        {
            "message.part.delta" => Content<MessagePartDeltaEvent>(properties),
            "claude_sdk_message" => Content<ClaudeSdkMessageEvent>(properties),
            "message.part.updated" => Content<MessagePartUpdatedEvent>(properties),
            "message.updated" => Content<MessageUpdatedEvent>(properties),
            "session.status" => Content<SessionStatusEvent>(properties),
            "session.updated" => Content<SessionUpdatedEvent>(properties),
            "session.diff" => Content<SessionDiffEvent>(properties),
            "session.error" => Content<SessionErrorEvent>(properties),
            "session.idle" => Content<SessionIdleEvent>(properties),
            "session.aborted" => Content<SessionAbortedEvent>(properties),
            "session.connected" => Content<SessionConnectedEvent>(properties),
            "server.connected" => Content<ServerConnectedEvent>(properties),
            "server.heartbeat" => Content<ServerHeartbeatEvent>(properties),
            "ready" => new ReadyEvent(),
            "stream.opened" => new StreamOpenedEvent(),
            "done" => new DoneEvent(),
            _ => new UnknownEvent(element.Clone()),
        };
        result.EventIdJson = new(id);
        result.Frame = EventFrame.Of(wrapped, hasProperties);
        return result;
    }

    private static T Content<T>(JsonElement properties)
        where T : SessionEvent => properties.Deserialize(LapJson.TypeInfo<T>())!;
}

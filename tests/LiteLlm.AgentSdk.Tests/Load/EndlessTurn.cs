using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LiteLlm.AgentSdk.Tests.Http;

namespace LiteLlm.AgentSdk.Tests.Load;

/// <summary>A platform in memory with a turn of any number of parts, which are created while they are read.</summary>
internal sealed class EndlessTurn(int parts) : HttpMessageHandler
{
    public const int DeltasPerPart = 40;
    public const int DeltaLength = 250;

    private static readonly string s_delta = new('x', DeltaLength);

    /// <summary>Gets the number of characters of the turn.</summary>
    public long Length => (long)parts * DeltasPerPart * DeltaLength;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        StreamContent content = new(new Frames(parts));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    }

    private static IEnumerable<string> All(int parts)
    {
        yield return """{"type":"ready"}""";
        foreach (string question in Clients.Question("x"))
        {
            yield return question;
        }

        for (int part = 0; part < parts; part++)
        {
            for (int i = 0; i < DeltasPerPart; i++)
            {
                yield return Event("message.part.delta",
                    $"\"messageID\":\"m\",\"partID\":\"p{part}\",\"field\":\"text\",\"delta\":\"{s_delta}\"");
            }

            yield return Event(
                "message.part.updated",
                $"\"messageID\":\"m\",\"part\":{{\"id\":\"p{part}\",\"type\":\"text\",\"text\":\""
                    + $"{string.Concat(Enumerable.Repeat(s_delta, DeltasPerPart))}\"}}");
        }

        yield return Event("message.updated", """
            "info":{"id":"m","role":"assistant","time":{"created":1,"completed":2}}
            """);
        yield return Event("session.idle", """
            "sessionID":"s"
            """);
    }

    private static string Event(string type, string properties) =>
        "{\"type\":\"harness_event\",\"event\":{\"type\":\"" + type + "\",\"properties\":{" + properties + "}}}";

    private sealed class Frames(int parts) : MemoryStream
    {
        private readonly IEnumerator<string> _frames = All(parts).GetEnumerator();
        private ReadOnlyMemory<byte> _left;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left.IsEmpty)
            {
                if (!_frames.MoveNext())
                {
                    return new ValueTask<int>(0);
                }

                _left = Encoding.UTF8.GetBytes($"data: {_frames.Current}\n\n");
            }

            int size = Math.Min(buffer.Length, _left.Length);
            _left[..size].CopyTo(buffer);
            _left = _left[size..];
            return new ValueTask<int>(size);
        }
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>
/// A platform in memory on which one recorded turn happens: its stream is cut after a number of bytes, and, as on the real one, nothing is
/// replayed to who subscribes later; the thread has of the turn what the harness's thread has at that moment.
/// </summary>
internal sealed class CutPlatform : HttpMessageHandler
{
    private const string Opened = "data: {\"type\":\"stream.opened\"}\n\ndata: {\"type\":\"server.connected\",\"properties\":{}}\n\n";

    private readonly byte[] _stream;
    private readonly int[] _frameEnds;
    private readonly string[] _frames;
    private readonly int _cut;
    private readonly int _missed;
    private readonly bool _broken;
    private readonly IReadOnlyList<JsonElement> _thread;
    private readonly bool _isClaude;

    // How many frames have happened on the platform.
    private int _happened;

    /// <summary>Makes one.</summary>
    /// <param name="sse">The recorded stream.</param>
    /// <param name="thread">The session's messages when the turn is over: its user message, then its answers.</param>
    /// <param name="cut">After how many bytes the first connection ends.</param>
    /// <param name="missed">How many frames go by while nobody listens.</param>
    /// <param name="broken">Whether the connection breaks; otherwise the body ends as if all were well.</param>
    public CutPlatform(string sse, IReadOnlyList<JsonElement> thread, int cut, int missed, bool broken)
    {
        _stream = Encoding.UTF8.GetBytes(sse);
        _frames = [.. sse.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(f => f + "\n\n")];
        int end = 0;
        _frameEnds = [.. _frames.Select(f => end += Encoding.UTF8.GetByteCount(f))];
        _cut = cut;
        _missed = missed;
        _broken = broken;
        _thread = thread;
        _isClaude = sse.Contains("claude_sdk_message", StringComparison.Ordinal);
    }

    public int Posts { get; private set; }

    public int Subscriptions { get; private set; }

    private bool IsOver => _happened >= _frames.Length - (_frames[^1].Contains("\"done\"", StringComparison.Ordinal) ? 1 : 0);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        HttpResponseMessage answer = (request.Method.Method, path[(path.LastIndexOf('/') + 1)..]) switch
        {
            ("POST", "message_stream") => Post(),
            ("GET", "stream") => Subscribe(),
            ("GET", "messages") => Json($"[{string.Join(',', ThreadNow().Select(m => m.GetRawText()))}]"),
            ("GET", _) => Json("""{"id":"s1","agent_id":"a1","status":"ready"}"""),
            _ => throw new InvalidOperationException($"Nobody asked for {request.Method} {path}."),
        };
        return Task.FromResult(answer);
    }

    private HttpResponseMessage Post()
    {
        Posts++;
        _happened = _frameEnds.Count(end => end <= _cut);
        return Sse(_stream[..Math.Min(_cut, _stream.Length)], _broken);
    }

    private HttpResponseMessage Subscribe()
    {
        Subscriptions++;
        _happened = Math.Min(_frames.Length, _happened + _missed);
        StringBuilder rest = new(Opened);
        for (; _happened < _frames.Length && !IsOver; _happened++)
        {
            rest.Append(Bare(_frames[_happened]));
        }

        return Sse(Encoding.UTF8.GetBytes(rest.ToString()), broken: false);
    }

    /// <summary>The raw bus has the harness's events as they are.</summary>
    private static string Bare(string frame)
    {
        using JsonDocument document = JsonDocument.Parse(frame["data: ".Length..]);
        return document.RootElement.TryGetProperty("event", out JsonElement inner) ? $"data: {inner.GetRawText()}\n\n" : "";
    }

    private IEnumerable<JsonElement> ThreadNow()
    {
        if (Posts == 0)
        {
            return [];
        }

        if (IsOver)
        {
            return _thread;
        }

        // Claude's harness has the answer when the turn has ended. opencode writes it as it comes; having nothing of it yet is the harder case.
        int asked = _frames.Take(_happened).Any(f => f.Contains("\"user\"", StringComparison.Ordinal)) || _isClaude ? 1 : 0;
        return _thread.Take(asked);
    }

    private static HttpResponseMessage Json(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Sse(byte[] body, bool broken)
    {
        StreamContent content = new(new EndingStream(body, broken));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    /// <summary>Gives its bytes in pieces of odd sizes, then ends or breaks.</summary>
    private sealed class EndingStream(byte[] body, bool broken) : MemoryStream(body)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (broken && Position == Length)
            {
                return ValueTask.FromException<int>(new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."));
            }

            return base.ReadAsync(buffer[..Math.Min(buffer.Length, 997)], cancellationToken);
        }
    }
}

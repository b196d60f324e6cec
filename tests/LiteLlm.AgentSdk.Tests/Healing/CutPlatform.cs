using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>
/// A platform in memory on which one recorded turn happens. Its streams are cut as planned. As on the real platform, later subscribers get
/// no replay, and the thread contains what the thread of the harness contains at that moment. A recording of the raw bus is delivered to
/// subscribers, and the answer to the message is lost. A stream without further data stays open, so a reader that waits for its end hangs.
/// </summary>
internal sealed class CutPlatform(StreamedTurn turn, CutPlan plan, OthersTurn? others = null) : HttpMessageHandler
{
    private static readonly byte[] s_opened =
        Encoding.UTF8.GetBytes("data: {\"type\":\"stream.opened\"}\n\ndata: {\"type\":\"server.connected\",\"properties\":{}}\n\n");

    // The number of frames that have happened on the platform.
    private int _happened;
    private int _connections;

    public int Posts { get; private set; }

    public int Subscriptions { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        HttpResponseMessage answer = (request.Method.Method, path[(path.LastIndexOf('/') + 1)..]) switch
        {
            ("POST", "message_stream") => Post(),
            ("GET", "stream") => Subscribe(),
            ("GET", "messages") => Json($"[{string.Join(',', Thread())}]"),
            ("GET", _) => Json("""{"id":"s1","agent_id":"a1","status":"ready"}"""),
            _ => throw new InvalidOperationException($"Nobody asked for {request.Method} {path}."),
        };
        return Task.FromResult(answer);
    }

    private IEnumerable<string> Thread()
    {
        if (Posts == 0)
        {
            return turn.ThreadBefore;
        }

        IReadOnlyList<string> ours = turn.ThreadAt(_happened + plan.Lead, plan.Detail);
        IEnumerable<string> theirs = others?.Thread ?? [];
        return others?.BeganBefore(turn.Question) == true
            ? [.. ours.Take(turn.ThreadBefore.Count), .. theirs, .. ours.Skip(turn.ThreadBefore.Count)] : [.. ours, .. theirs];
    }

    private HttpResponseMessage Post()
    {
        Posts++;
        return turn.IsWrapped ? Connect(first: true) : Sse(new EndingStream([], broken: true));
    }

    private HttpResponseMessage Subscribe()
    {
        Subscriptions++;
        return Connect(first: !turn.IsWrapped && Subscriptions == 1);
    }

    private HttpResponseMessage Connect(bool first)
    {
        Cut? cut = _connections < plan.Cuts.Count ? plan.Cuts[_connections] : null;
        _connections++;
        return Sse(new EndingStream(Pieces(first, cut), cut?.Broken, () =>
            _happened = Math.Max(_happened, Math.Min(turn.Over, _happened + (cut?.Missed ?? 0)))));
    }

    /// <summary>Returns the bytes of a connection in pieces of at most one frame. A frame happens when it is read.</summary>
    private IEnumerable<ReadOnlyMemory<byte>> Pieces(bool first, Cut? cut)
    {
        if (!first)
        {
            yield return s_opened;
        }

        int from = _happened;
        bool isOver = from >= turn.Over;
        others?.Skip(from);
        for (int i = from; i < turn.Frames.Count && !isOver; i++)
        {
            while (others?.Next(i) is { } theirs)
            {
                yield return Encoding.UTF8.GetBytes(first && turn.IsWrapped && i > 0
                    ? $$"""data: {"type":"harness_event","event":{{theirs}}}""" + "\n\n" : $"data: {theirs}\n\n");
            }

            int begin = i == 0 ? 0 : turn.FrameEnds[i - 1];
            int left = (cut?.After ?? int.MaxValue) - begin;
            if (left <= 0)
            {
                yield break;
            }

            _happened = Math.Max(_happened, Math.Min(turn.Over, i + plan.Ahead));
            byte[] frame = first ? turn.Frames[i] : Bare(turn.Frames[i]);
            if (left < turn.Frames[i].Length)
            {
                // The end of the turn was not delivered, but it may have happened.
                yield return frame.AsMemory(0, Math.Min(left, frame.Length));
                yield break;
            }

            _happened = Math.Max(_happened, Math.Min(turn.Over, i + 1 + plan.Ahead));
            if (frame.Length > 0)
            {
                yield return frame;
            }
        }
    }

    /// <summary>Removes the platform's frame from an event: the raw bus carries the events of the harness unchanged.</summary>
    private byte[] Bare(byte[] frame)
    {
        if (!turn.IsWrapped)
        {
            return frame.AsSpan().IndexOf("\"stream.opened\""u8) >= 0 ? [] : frame;
        }

        ReadOnlySpan<byte> head = "data: {\"type\":\"harness_event\",\"event\":"u8;
        return !frame.AsSpan().StartsWith(head) ? []
            : [.. "data: "u8, .. frame.AsSpan(head.Length, frame.Length - head.Length - 3), .. "\n\n"u8];
    }

    private static HttpResponseMessage Json(string json) =>
        new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Sse(Stream body)
    {
        StreamContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    /// <summary>Returns its pieces in reads of odd sizes, and then ends, breaks or, without a planned cut, stays silent.</summary>
    private sealed class EndingStream(IEnumerable<ReadOnlyMemory<byte>> pieces, bool? broken, Action? over = null) : MemoryStream
    {
        private readonly IEnumerator<ReadOnlyMemory<byte>> _pieces = pieces.GetEnumerator();
        private ReadOnlyMemory<byte> _left;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (_left.IsEmpty)
            {
                if (_pieces.MoveNext())
                {
                    _left = _pieces.Current;
                    continue;
                }

                over?.Invoke();
                return broken switch
                {
                    true => ValueTask.FromException<int>(new HttpIOException(HttpRequestError.ResponseEnded,
                        "The response ended prematurely.")),
                    false => new ValueTask<int>(0),
                    null => SilentAsync(cancellationToken),
                };
            }

            int size = Math.Min(Math.Min(buffer.Length, 997), _left.Length);
            _left[..size].CopyTo(buffer);
            _left = _left[size..];
            return new ValueTask<int>(size);
        }

        protected override void Dispose(bool disposing)
        {
            _pieces.Dispose();
            base.Dispose(disposing);
        }

        private static async ValueTask<int> SilentAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
